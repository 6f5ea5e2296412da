/** The style of the page: light and dark on a screen, black on white on one A4 page. */
export const STYLE = `
@page { size: A4; margin: 10mm 12mm; }
:root { --ink: #16191d; --paper: #fff; --soft: #5a6270; --line: #c9cfd8; --good: #0b6b3a; --bad: #a3161e; --unsure: #7a4d00; --shade: #eef1f5; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--shade); color: var(--ink); font: 8.6pt/1.34 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { position: relative; overflow: hidden; max-width: 210mm; margin: 6mm auto; padding: 9mm 12mm; background: var(--paper); border: 1px solid var(--line); }
h1 { margin: .5mm 0; font-size: 29pt; line-height: 1.05; letter-spacing: -.02em; }
h2 { margin: 0 0 .8mm; font-size: 8.4pt; text-transform: uppercase; letter-spacing: .07em; color: var(--soft); }
h3 { margin: 1mm 0 .3mm; font-size: 7.4pt; break-after: avoid; }
h3:first-child { margin-top: 0; }
p { margin: .5mm 0; }
section, footer { margin-top: 2.6mm; }
header { border-left: 2.4mm solid; padding: .5mm 0 .5mm 4mm; }
header.good { border-color: var(--good); } header.good h1 { color: var(--good); }
header.bad { border-color: var(--bad); } header.bad h1 { color: var(--bad); }
header.unsure { border-color: var(--unsure); border-left-style: double; } header.unsure h1 { color: var(--unsure); }
.dense { font-size: 7.5pt; line-height: 1.24; }
.dense section, .dense footer { margin-top: 1.7mm; }
.dense h1 { font-size: 24pt; } .dense .target { font-size: 10pt; }
.dense h2, .dense .meaning p, .dense footer p, .dense pre { font-size: 7pt; }
.dense .list { font-size: 6.3pt; line-height: 1.22; } .dense .bars .cells { font-size: 6.4pt; } .dense .digests td { font-size: 6.2pt; }
.kind { color: var(--soft); }
.target { font-size: 13pt; line-height: 1.15; font-weight: 600; overflow-wrap: anywhere; }
.embedded { font-weight: 600; }
.reasons { border: 1.5px solid var(--line); padding: 1.6mm 3mm; }
.violations { border-color: var(--bad); }
.violations h2 { color: var(--bad); }
.reasons ul { margin: 0; padding-left: 4mm; }
.reasons li, td { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; vertical-align: top; white-space: nowrap; padding: .2mm 4mm .2mm 0; width: 1%; }
td { vertical-align: top; padding: .2mm 0; }
.facts tr, .digests tr { border-top: 1px solid var(--line); }
.bars { display: flex; flex-wrap: wrap; column-gap: 10mm; }
.bars p { margin: 0; }
.bars .must { flex-basis: 100%; }
.bars .cells { margin-bottom: .8mm; font-size: 7.2pt; }
.list { columns: 4; column-gap: 3mm; margin: 1.4mm 0; font-size: 6.8pt; letter-spacing: -.012em; line-height: 1.3; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: 1mm 0; }
.list ul { list-style: none; margin: 0; padding: 0; }
.list li { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.list .must { font-weight: 600; } .list .may { font-style: italic; }
.legend { color: var(--soft); font-size: 7pt; }
.mark { display: inline-block; width: 1.55em; line-height: 1.35em; margin-right: .12em; border: 1px solid var(--ink); text-align: center; font-weight: 700; font-style: normal; font-size: .88em; }
.satisfied { background: var(--paper); border-color: var(--good); color: var(--good); }
.violated { background: var(--bad); border-color: var(--bad); color: var(--paper); }
.inconclusive { border-style: dashed; background: var(--shade); }
.inapplicable, .excluded { border-color: var(--line); color: var(--soft); }
.meaning { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; }
.meaning p, footer p { font-size: 7.6pt; }
pre, code, .digests td { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 7.4pt; }
pre { margin: 1mm 0; padding: 1.2mm 2mm; background: var(--shade); white-space: pre-wrap; overflow-wrap: anywhere; }
.digests td { font-size: 6.8pt; }
.stamp { position: absolute; inset: 0; z-index: 1; display: flex; justify-content: center; align-items: center; margin: 0; pointer-events: none; transform: rotate(-32deg); color: var(--unsure); }
.stamp.bad { color: var(--bad); }
.stamp span { border: 1.6mm solid; padding: 1mm 7mm; font-size: 42pt; line-height: 1.1; font-weight: 800; text-transform: uppercase; letter-spacing: .03em; white-space: nowrap; opacity: .2; }
@media (max-width: 700px) { main { padding: 5mm; margin: 0; } .list { columns: 2; } .meaning { grid-template-columns: 1fr; } .stamp span { font-size: 26pt; } }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --paper: #14181e; --soft: #9aa4b2; --line: #3a424e; --good: #5fd394; --bad: #ff8088; --unsure: #f0b860; --shade: #0b0e12; } }
@media print { :root { --shade: #eef1f5; } body { background: #fff; } main { margin: 0; padding: 0; border: 0; max-width: none; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`
