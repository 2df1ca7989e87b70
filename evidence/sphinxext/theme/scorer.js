/* How the search ranks what it finds: what is read before what is looked up, and that before the evidence. */
var Scorer = {
  score: ([page, title, anchor, descr, score]) => score * (
    /(^|\/)evidence\//.test(page) ? 0.2 :
    /(^|\/)(register|agreement|references|bibliography|data_dictionary|api|benchmark)$/.test(page) ? 0.4 : 1),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
/* From a disk no script may read the pages that are listed. */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
