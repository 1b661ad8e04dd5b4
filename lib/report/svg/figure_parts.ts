/**
 * The parts of Plotly's figures that are drawn as SVG, in Plotly's terms.
 *
 * @module
 */

/** A text and how it looks. */
export interface FigureText {
  readonly text?: string;
  readonly font?: { readonly size?: number; readonly color?: string };
}

/** One axis. */
export interface AxisLayout {
  readonly title?: FigureText;
  /** The share of the figure's width or height that it spans. */
  readonly domain?: readonly [number, number];
  readonly range?: readonly [number, number];
  readonly rangemode?: string;
  readonly autorange?: string;
  readonly tickformat?: string;
  readonly tick0?: number;
  readonly dtick?: number;
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
  readonly showgrid?: boolean;
  readonly visible?: boolean;
  readonly type?: string;
}

/** A line or an area, or a text, at a place of the figure. */
export interface Placed {
  readonly xref?: string;
  readonly yref?: string;
}

/** A shape. */
export interface ShapeLayout extends Placed {
  readonly type: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly line?: LineStyle;
  readonly fillcolor?: string;
}

/** A text beside the series. */
export interface AnnotationLayout extends Placed, FigureText {
  readonly x: number;
  readonly y: number;
  readonly xanchor?: string;
  readonly yanchor?: string;
  readonly xshift?: number;
  readonly yshift?: number;
}

/** What explains the series. */
export interface LegendLayout {
  readonly orientation?: string;
  readonly x?: number;
  readonly title?: FigureText;
}

/** A whole figure's layout. */
export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly l: number;
    readonly r: number;
    readonly t: number;
    readonly b: number;
  };
  readonly font: { readonly size: number };
  readonly title?: FigureText;
  readonly shapes?: readonly ShapeLayout[];
  readonly annotations?: readonly AnnotationLayout[];
  readonly legend?: LegendLayout;
  readonly showlegend?: boolean;
}

/** How a line looks. */
export interface LineStyle {
  readonly color?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly shape?: string;
}

/** How markers look; a list has a value for each point. */
export interface MarkerStyle {
  readonly color?: string | readonly string[];
  readonly size?: number | readonly number[];
  readonly symbol?: string | readonly string[];
  readonly line?: LineStyle;
}

/** How far a value may be off. */
export interface ErrorBars {
  readonly array: readonly number[];
  readonly arrayminus?: readonly number[];
  readonly thickness?: number;
}

/** One series of the type `scatter`. */
export interface ScatterTrace {
  readonly type: string;
  readonly mode?: string;
  readonly name?: string;
  readonly showlegend?: boolean;
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
  readonly xaxis?: string;
  readonly yaxis?: string;
  readonly line?: LineStyle;
  readonly marker?: MarkerStyle;
  readonly fill?: string;
  readonly fillcolor?: string;
  readonly error_x?: ErrorBars;
  readonly error_y?: ErrorBars;
  readonly hoverinfo?: string;
  readonly hovertext?: string | readonly string[];
  readonly hovertemplate?: string;
}
