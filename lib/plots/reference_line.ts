/**
 * The paper's best accuracy as a thin dotted line with its label.
 *
 * @module
 */
import { formatPercent } from "../results/format.ts";
import { PAPER_BEST_ACCURACY } from "../results/paper.ts";
import { REFERENCE_COLOR, type Trace } from "./figure.ts";

const line = { color: REFERENCE_COLOR, width: 1.5, dash: "dot" };
const accuracy = formatPercent(PAPER_BEST_ACCURACY);
const label = {
  showarrow: false,
  font: { size: 11, color: REFERENCE_COLOR },
};

/** The line across a panel whose vertical axis is accuracy, as a shape for Plotly's layout. */
export function horizontalReference(x: string, y: string): Trace {
  const at = PAPER_BEST_ACCURACY;
  return { type: "line", xref: `${x} domain`, x0: 0, x1: 1, yref: y, y0: at, y1: at, line };
}

/** The label right of {@linkcode horizontalReference}, as an annotation for Plotly's layout. */
export function horizontalReferenceLabel(x: string, y: string): Trace {
  const place = { xref: `${x} domain`, x: 1.01, xanchor: "left", yref: y, yanchor: "middle" };
  return { ...label, ...place, y: PAPER_BEST_ACCURACY, text: `paper<br>${accuracy}` };
}

/** The line across a panel whose horizontal axis is accuracy, as a shape for Plotly's layout. */
export function verticalReference(x: string, y: string): Trace {
  const at = PAPER_BEST_ACCURACY;
  return { type: "line", xref: x, x0: at, x1: at, yref: `${y} domain`, y0: 0, y1: 1, line };
}

/** The label above {@linkcode verticalReference}, as an annotation for Plotly's layout. */
export function verticalReferenceLabel(x: string, y: string): Trace {
  const place = { xref: x, xanchor: "center", yref: `${y} domain`, y: 1, yanchor: "bottom" };
  return { ...label, ...place, x: PAPER_BEST_ACCURACY, text: `paper ${accuracy}` };
}
