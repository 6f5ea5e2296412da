/** How the page of a difference looks. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --soft: #5b6470; --line: #d9dee4; --panel: #f5f7f9;
  --bad: #b42318; --bad-soft: #fdecea; --good: #1a7f37; --good-soft: #e7f6ec;
  --other: #8a5a00; --other-soft: #fff4d6;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e6e9ed; --soft: #9aa4b1; --line: #30363e; --panel: #1c2026;
    --bad: #ff8a80; --bad-soft: #3a1b1b; --good: #6fd08c; --good-soft: #16301f;
    --other: #f0c060; --other-soft: #362b12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 66rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
header { border-left: 6px solid; padding: .75rem 1.25rem; border-radius: 4px; margin-bottom: 1.5rem; }
header.bad { border-color: var(--bad); background: var(--bad-soft); }
header.good { border-color: var(--good); background: var(--good-soft); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .1rem 0 .3rem; }
header.bad h1 { color: var(--bad); }
header.good h1 { color: var(--good); }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
small, .dim, .kicker { color: var(--soft); font-weight: 400; font-size: .85rem; }
p { margin: 0; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
aside { background: var(--other-soft); border-left: 6px solid var(--other); border-radius: 4px; padding: .6rem 1.25rem; }
aside h2 { margin: 0; color: var(--other); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; min-width: 8rem; }
td:first-child { min-width: 9rem; }
table.sides td { width: 42%; }
td.changed { font-weight: 600; }
code { font: .88em/1.4 ui-monospace, monospace; background: var(--panel); border-radius: 3px; padding: .1em .3em; }
details { font-size: .85rem; color: var(--soft); }
.tag { display: inline-block; font-size: .78rem; border-radius: 1rem; padding: .05rem .6rem; white-space: nowrap; }
.tag.bad { color: var(--bad); background: var(--bad-soft); }
.tag.good { color: var(--good); background: var(--good-soft); }
.tag.other { color: var(--other); background: var(--other-soft); }
.tag.none { padding: 0; font-size: inherit; }
@media (max-width: 600px) { main { padding: 1rem .75rem; } th, td:first-child { min-width: 0; } td, th { padding-right: .4rem; } table { table-layout: fixed; } .tag { white-space: normal; } }
@media print { main { padding: 0; } section { break-inside: avoid; } }
`
