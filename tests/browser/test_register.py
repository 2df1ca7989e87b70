"""The register in a real browser: search, filters, sorting, download, all offline."""

ROWS = ".evidence-register tbody tr:not([hidden])"


def test_search_and_filters(visit):
    tab = visit("chapters/register")
    assert tab.locator(ROWS).count() == 5
    tab.fill("input[name=search]", "LIVRE 1 150")  # neither case nor accents matter
    assert tab.locator(ROWS).count() == 1
    assert tab.locator(".evidence-count").text_content() == "1 of 5 claims"
    tab.fill("input[name=search]", "courrier-mill")  # the id of a source, for which there is a filter
    assert tab.locator(ROWS).count() == 0
    tab.click("button[type=reset]")
    tab.wait_for_function("document.querySelectorAll('.evidence-register tbody tr:not([hidden])').length === 5")
    for name, value, count in (("source", "courrier-mill", 1), ("speaker", "miller", 5), ("stance", "claimed", 1),
                               ("subject", "mill", 4), ("proposition", "mill-is-busy", 2),
                               ("chapter", "chapters/deep/er/page", 1), ("chapter", "-", 1)):
        tab.select_option(f"select[name={name}]", value)
        assert tab.locator(ROWS).count() == count, (name, value)
        tab.select_option(f"select[name={name}]", "")


def test_address_keeps_the_filters(visit):
    tab = visit("chapters/register")
    tab.select_option("select[name=proposition]", "mill-is-busy")
    tab.fill("input[name=search]", "livré")
    assert tab.evaluate("location.hash") == "#search=livr%C3%A9&proposition=mill-is-busy"
    tab.reload()
    assert tab.locator(ROWS).count() == 1 and tab.input_value("input[name=search]") == "livré"


def test_nothing_found_has_a_way_back(visit):
    tab = visit("chapters/register")
    tab.fill("input[name=search]", "zeppelin")
    assert tab.locator(ROWS).count() == 0 and tab.locator(".evidence-empty").is_visible()
    tab.click(".evidence-empty button")
    tab.wait_for_function("document.querySelectorAll('.evidence-register tbody tr:not([hidden])').length === 5")
    assert tab.locator(".evidence-empty").is_hidden() and "=" not in tab.evaluate("location.hash")


def test_head_stays_and_rows_fold_on_a_phone(visit, width):
    tab = visit("chapters/register")
    quote = tab.locator(f"{ROWS} td[data-label=Quote]").first
    assert quote.is_visible() == (width > 600)
    if width > 600:
        tab.set_viewport_size({"width": width, "height": 300})
        tab.evaluate("document.querySelector('.evidence-register tbody tr:last-child').scrollIntoView({block: 'end'})")
        assert tab.locator(".evidence-register thead th").first.bounding_box()["y"] >= 0
    else:
        tab.click(f"{ROWS} .evidence-fold button >> nth=0")
        assert quote.is_visible()


def test_reference_points_and_entities_are_filtered_by_group(visit):
    tab = visit("chapters/references")
    tab.fill("input[name=search]", "nothing of the kind")
    assert tab.locator(".evidence-group").first.is_hidden()
    tab = visit("chapters/entities")
    tab.fill("input[name=search] >> nth=1", "moulin de vauclair")
    assert tab.locator("details.evidence-entity:not([hidden])").count() == 1


def test_address_of_an_entity_opens_it(visit):
    tab = visit("chapters/register")
    tab.locator("td[data-label='About'] a[href='entities.html#mill']").first.evaluate("link => link.click()")
    tab.wait_for_url("**/entities.html#mill")
    assert tab.locator("#mill").is_visible()


def test_sorting_by_keyboard(visit):
    tab = visit("chapters/register")
    button = tab.locator("th:has-text('Line') button")
    button.focus()
    tab.keyboard.press("Enter")
    lines = "all => all.map(row => Number(row.cells[6].textContent))"
    assert tab.eval_on_selector_all(ROWS, lines) == [1, 1, 1, 2, 3]
    tab.keyboard.press("Enter")
    assert tab.eval_on_selector_all(ROWS, lines) == [3, 2, 1, 1, 1]
    assert tab.locator("th:has-text('Line')").get_attribute("aria-sort") == "descending"


def test_download_holds_what_is_shown(visit):
    tab = visit("chapters/register", accept_downloads=True)
    tab.select_option("select[name=source]", "courrier-mill")
    with tab.expect_download() as download:
        tab.click(".evidence-download")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert download.value.suggested_filename == "claims-shown.csv"
    assert len(text.splitlines()) == 2 and "a livré 1 150 sacs" in text
    assert text.startswith('"Claim","In English (ours)"')


def test_download_disarms_formulas(visit):
    tab = visit("chapters/register", accept_downloads=True)
    texts = ["=1+1", "-3", "+cmd()", "@x", "−3", "a=b"]
    tab.evaluate("""texts => texts.forEach((text, place) => {
        document.querySelector(".evidence-register tbody tr").cells[2 + place].textContent = text; })""", texts)
    with tab.expect_download() as download:
        tab.click(".evidence-download")
    first = download.value.path().read_text(encoding="utf-8-sig").splitlines()[1]
    assert "\"'=1+1\",\"-3\",\"'+cmd()\",\"'@x\",\"−3\",\"a=b\"" in first


def test_without_javascript_the_whole_table_is_there(visit):
    tab = visit("chapters/register", java_script_enabled=False)
    assert tab.locator(ROWS).count() == 5 and tab.locator(".evidence-filters").is_hidden()


def test_filters_are_there_before_any_script(visit, html):
    """What is shown only once a script has run pushes the table down under the reader's eyes."""
    tab = visit("chapters/index")
    tab.route("**/evidence-register.js", lambda route: route.abort())
    tab.goto((html / "chapters/register.html").as_uri())
    assert tab.locator(".evidence-filters").is_visible()


def test_page_does_not_scroll_sideways(visit):
    for page in ("register", "agreement", "references", "sources", "evidence/gazette-mill", "data_dictionary"):
        tab = visit(f"chapters/{page}")
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page
