/**
 * The look of a report: light and dark, on a phone and on paper.
 *
 * @module
 */

/** The style sheet. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --page: #fff; --ink: #1b2126; --soft: #59626b; --line: #d9dee2; --tint: #f4f6f8;
  --best: #00734f; --best-tint: rgba(0, 158, 115, .13); --warn: #8a4b00; --warn-tint: #fff4e0;
  --like: #0072b2; --heat: 184, 74, 0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181b; --ink: #e6eaed; --soft: #9aa5ae; --line: #333b42; --tint: #1d2328;
    --best: #3fd0a2; --best-tint: rgba(0, 158, 115, .2); --warn: #ffc46b; --warn-tint: #33270f;
    --like: #6fbdea; --heat: 240, 120, 40;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
}
main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px }
header { padding-top: 40px }
h1 { margin: 0 0 12px; font-size: 30px; line-height: 1.2; overflow-wrap: anywhere; white-space: pre-wrap }
h2 { margin: 44px 0 14px; font-size: 20px; border-bottom: 1px solid var(--line); padding-bottom: 6px }
h3 { margin: 26px 0 8px; font-size: 16px }
p { margin: 0 0 8px; overflow-wrap: anywhere; white-space: pre-wrap }
.kind { margin: 0; color: var(--soft); font-size: 13px; letter-spacing: .04em; text-transform: uppercase }
.lead { font-size: 17px; margin: 0 0 16px; max-width: 46em }
.note { color: var(--soft); font-size: 13px; margin-top: 8px; max-width: 62em }
.name code { color: var(--soft); margin-left: .5em }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere }
table code { font-size: inherit }
.standing { background: var(--warn-tint); color: var(--warn); border-left: 4px solid; padding: 10px 14px; margin: 0 0 16px }
.standing p { margin: 0; font-weight: 600 }
.tiles { display: flex; flex-wrap: wrap; gap: 12px; list-style: none; margin: 0; padding: 0 }
.tiles li { background: var(--tint); border-radius: 8px; padding: 10px 16px; max-width: 100% }
.tiles span { display: block; color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere }
.tiles span::first-letter { text-transform: uppercase }
.tiles b { font-size: 19px; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto; position: relative }
.scroll:focus-visible, button:focus-visible { outline: 2px solid var(--like); outline-offset: 2px }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums }
caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); vertical-align: baseline; white-space: pre }
thead th { font-weight: 600; vertical-align: bottom; white-space: normal }
tbody th { font-weight: inherit }
th.left, td.left, th[scope="row"] { text-align: left }
.right { text-align: right }
.breaks { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 8em; max-width: 24em }
tr.best { background: var(--best-tint); font-weight: 600 }
.trials tr > :first-child, .comparison tr > :first-child { position: sticky; left: 0; background: var(--page) }
.trials tr.best > :first-child, .comparison tr.best > :first-child {
  background: linear-gradient(var(--best-tint), var(--best-tint)), var(--page)
}
thead button {
  font: inherit; color: inherit; background: none; border: 0; margin: -5px -8px; padding: 5px 8px;
  text-align: inherit; cursor: pointer; width: calc(100% + 16px)
}
thead button::after { content: "\\00a0↕"; color: var(--soft); opacity: .55 }
thead button:hover::after { opacity: 1 }
[aria-sort="ascending"] button::after { content: "\\00a0↑"; color: inherit; opacity: 1 }
[aria-sort="descending"] button::after { content: "\\00a0↓"; color: inherit; opacity: 1 }
figure { margin: 0; color: var(--soft) }
figure .scroll > svg { display: block; width: 100%; min-width: 680px; height: auto }
.comparison th, .comparison td { vertical-align: middle }
.comparison svg { display: block; color: var(--soft) }
.comparison .best svg { color: var(--best) }
.comparison .like svg, .comparison .like td:last-child { color: var(--like) }
.guide { stroke: var(--best); stroke-width: 1; opacity: .6 }
small { color: var(--soft); font-weight: 400 }
.confusion { border-collapse: separate; border-spacing: 2px }
.confusion th, .confusion td { border: 0; text-align: center; min-width: 46px; padding: 8px 4px; border-radius: 3px }
.confusion th { font-weight: 600; color: var(--soft) }
.confusion tbody th { text-align: right; padding-right: 8px }
.confusion td[style] { background: rgba(var(--heat), var(--share)) }
.confusion td.dark { color: #fff; font-weight: 600 }
.confusion .hit { font-weight: 600; color: var(--soft) }
.digits { display: grid; grid-template-columns: repeat(auto-fill, minmax(92px, 1fr)); gap: 14px 10px; list-style: none; margin: 12px 0; padding: 0 }
.digits li { text-align: center; font-size: 13px; line-height: 1.35 }
.digits img { display: block; width: 84px; height: 84px; margin: 0 auto 4px; image-rendering: pixelated; border: 1px solid var(--line); border-radius: 4px; background: #fff }
dl { display: grid; grid-template-columns: minmax(8em, max-content) 1fr; gap: 6px 20px; margin: 0; font-size: 14px }
dt { color: var(--soft) }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap }
pre { background: var(--tint); border-radius: 8px; padding: 14px 16px; margin: 8px 0 0; overflow-wrap: normal; width: max-content; min-width: 100% }
footer { margin: 48px auto 32px; color: var(--soft); font-size: 13px }
@media (max-width: 560px) {
  main, footer { padding: 0 16px }
  header { padding-top: 24px }
  h1 { font-size: 24px }
  .lead { font-size: 16px }
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: 8px }
  .confusion { border-spacing: 1px }
  .confusion th, .confusion td { min-width: 26px; padding: 5px 1px; font-size: 10.5px }
}
@media screen {
  /* What needs it takes of the room beside the column, as much on either side. */
  .scroll:has(> table) {
    width: max-content; min-width: 100%; max-width: calc(100vw - 64px); left: 50%; transform: translateX(-50%)
  }
}
@page { size: A4; margin: 16mm 14mm }
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --ink: #000; --soft: #41484f; --line: #c4cacf; --tint: #f4f6f8;
    --best: #00734f; --best-tint: rgba(0, 158, 115, .13); --warn: #8a4b00; --warn-tint: #fff4e0;
    --like: #0072b2; --heat: 184, 74, 0;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  body { font-size: 10.5pt }
  main, footer { max-width: none; padding: 0 }
  header { padding-top: 0 }
  h1 { font-size: 22pt }
  h2 { font-size: 14pt; margin-top: 22pt }
  h2, h3 { break-after: avoid }
  .lead { font-size: 12pt }
  .scroll { overflow: visible; container-type: inline-size }
  .tiles li { border: 1px solid var(--line) }
  thead button::after { content: none }
  thead { display: table-header-group }
  tr, figure, .digits li, .confusion, .comparison, dl > * { break-inside: avoid }
  table.trials, table.comparison { font-size: var(--paper, 9pt); width: 100% }
  .trials th, .trials td, .comparison th, .comparison td { padding: .3em .4em }
  .breaks { min-width: 6em }
  figure .scroll > svg { min-width: 0 }
  .comparison svg { width: 130px; height: auto }
  .digits { grid-template-columns: repeat(auto-fill, minmax(72px, 1fr)); gap: 10px 6px }
  .digits li { font-size: 11px }
  .digits small { font-size: 9.5px }
  .digits img { width: 58px; height: 58px }
  .confusion th, .confusion td { padding: 5px 4px }
  .note { font-size: 8.5pt }
  pre { width: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8.5pt }
  pre code { font-size: inherit }
}
`;
