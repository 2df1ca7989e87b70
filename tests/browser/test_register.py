"""The register in a real browser: search, filters, sorting, download, all offline."""

ROWS = ".evidence-register tbody tr:not([hidden])"


def test_search_and_filters(visit):
    tab = visit("chapters/register")
    assert tab.locator(ROWS).count() == 5
    tab.fill("input[name=search]", "LIVRE 1 150")  # neither case nor accents matter
    assert tab.locator(ROWS).count() == 1
    assert tab.locator(".evidence-count").text_content() == "1 of 5 claims"
    tab.click("button[type=reset]")
    tab.wait_for_function("document.querySelectorAll('.evidence-register tbody tr:not([hidden])').length === 5")
    for name, value, count in (("source", "courrier-mill", 1), ("speaker", "miller", 5), ("stance", "claimed", 1),
                               ("subject", "hall", 1), ("chapter", "chapters/deep/er/page", 1), ("chapter", "-", 1)):
        tab.select_option(f"select[name={name}]", value)
        assert tab.locator(ROWS).count() == count, (name, value)
        tab.select_option(f"select[name={name}]", "")


def test_sorting_by_keyboard(visit):
    tab = visit("chapters/register")
    button = tab.locator("th:has-text('Line') button")
    button.focus()
    tab.keyboard.press("Enter")
    lines = "all => all.map(row => Number(row.cells[1].textContent))"
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
    assert len(text.splitlines()) == 2 and "a livré 1 150 sacs" in text and text.startswith('"Claim","Line"')


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


def test_page_does_not_scroll_sideways(visit):
    for page in ("register", "agreement", "references", "sources", "evidence/gazette-mill", "data_dictionary"):
        tab = visit(f"chapters/{page}")
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page
