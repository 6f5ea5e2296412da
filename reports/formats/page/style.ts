/** How the page looks: light and dark, on a desk, on a phone and on paper. The same text is in `report.css`. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --soft: #56606c; --line: #d9dee4; --panel: #f4f6f8;
  --bad: #b42318; --bad-soft: #fdecea; --good: #1a7f37; --good-soft: #e7f6ec; --unsure: #805200; --unsure-soft: #fff4d6; --link: #0b57b0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e6e9ed; --soft: #a3adba; --line: #323942; --panel: #1d2127;
    --bad: #ff8a80; --bad-soft: #3a1b1b; --good: #6fd08c; --good-soft: #16301f; --unsure: #f0c060; --unsure-soft: #362b12; --link: #8ab8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
p { margin: .35rem 0; }
a { color: var(--link); }
header { border-left: .5rem solid; border-radius: .25rem; padding: 1rem 1.25rem; }
header.bad { border-color: var(--bad); background: var(--bad-soft); } header.bad h1 { color: var(--bad); }
header.good { border-color: var(--good); background: var(--good-soft); } header.good h1 { color: var(--good); }
header.unsure { border-color: var(--unsure); background: var(--unsure-soft); } header.unsure h1 { color: var(--unsure); }
h1 { margin: 0; font-size: clamp(1.5rem, 6vw, 2.4rem); line-height: 1.15; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 .6rem; font-size: 1.3rem; }
h3 { margin: 0 0 .3rem; font-size: 1.05rem; overflow-wrap: anywhere; }
.kicker, .dim, .legend, .label, h2 small { color: var(--soft); font-size: .88rem; font-weight: 400; }
.kicker, .target { margin: 0; }
.target { font-weight: 600; overflow-wrap: anywhere; }
.release { font-size: 1.1rem; }
.statement { font-size: 1.05rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.facts { margin-top: 1rem; }
.facts th, .cause th { width: 7rem; font-weight: 400; color: var(--soft); white-space: nowrap; }
.subjects th { font-weight: 600; white-space: nowrap; }
.subjects .count { white-space: nowrap; color: var(--soft); }
.rows th { color: var(--soft); font-weight: 400; }
.rows td { min-width: 5rem; }
.wide { overflow-x: auto; }
.bar { display: block; height: 1.5rem; border-radius: .25rem; }
.mark { display: inline-block; width: 1.5em; margin: 0 .1em .2em 0; line-height: 1.4em; text-align: center; text-decoration: none; font-weight: 700; border: 1px solid; border-radius: .2em; }
.mark.satisfied { color: var(--good); background: var(--good-soft); }
.mark.violated { color: var(--paper); background: var(--bad); border-color: var(--bad); }
.mark.known, .mark.remarked { color: var(--unsure); background: var(--unsure-soft); }
.mark.open { color: var(--ink); border-style: dashed; }
.mark.none { color: var(--soft); border-color: var(--line); }
.failure { border: 1px solid var(--line); border-left: .35rem solid var(--bad); border-radius: .25rem; padding: 1rem 1.25rem; margin: 0 0 1.25rem; }
.failure .cause { margin: .75rem 0 .5rem; }
.failure .cause tr:last-child > * { border-bottom: 0; }
.tag { font-size: .78rem; color: var(--bad); border: 1px solid; border-radius: 1rem; padding: .05rem .6rem; vertical-align: middle; }
.expected { color: var(--good); font-weight: 600; } .observed { color: var(--bad); font-weight: 600; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; }
code { overflow-wrap: anywhere; }
pre { margin: .3rem 0 .6rem; padding: .6rem .8rem; background: var(--panel); border-radius: .25rem; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
dl { margin: .4rem 0; } dt { font-weight: 600; font-size: .88rem; } dd { margin: 0; }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }
@media (max-width: 600px) {
  main { padding: 0 .75rem 2rem; }
  header { margin: 0 -.75rem; border-radius: 0; }
  .failure { padding: .75rem .8rem; }
  .facts th { width: 5.5rem; padding-right: .4rem; } .facts { font-size: .9rem; }
  .cause th { display: block; width: auto; padding-bottom: 0; border: 0; } .cause td { display: block; padding-top: 0; }
  .subjects tr:first-child { display: none; }
  .subjects th, .subjects td { display: block; border: 0; padding: .15rem 0; } .subjects .count { border-bottom: 1px solid var(--line); padding-bottom: .5rem; }
  .subjects .count::after { content: " satisfied"; }
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  header, .mark, rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  article, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  details:not([open]) { display: none; }
}
`
