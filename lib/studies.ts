/**
 * All that is public but for nets in this very thread, which need tfjs: that takes half as long to
 * load as the rest. Commands begin with it, and `mod.ts` is the whole.
 *
 * The exports follow a trial on its way: what is tried, how it is run, what comes of it, how that
 * is shown. `lib/README.md` walks the same way through the folders.
 *
 * @module
 */
// Long because it is the one list of nearly all that is public.

// Nets: hidden layers as values, their compact form, and the known ones.
export {
  type Activation,
  activations,
  avgPool,
  type BatchNorm,
  batchNorm,
  type BatchNormOptions,
  type Conv,
  conv,
  type ConvOptions,
  type Dense,
  dense,
  type DenseOptions,
  type Dropout,
  dropout,
  type Flatten,
  flatten,
  type Initializer,
  initializers,
  type Layer,
  maxPool,
  type Padding,
  paddings,
  type Pool,
  type PoolOptions,
  type Size,
} from "./models/layers.ts";
export { formatLayers, parseLayers } from "./models/compact.ts";
export type { GreyImage, Grid } from "./models/grid.ts";
export {
  type ConvolutionOptions,
  convolutionSteps,
  type PoolingOptions,
  poolingSteps,
  type WindowStep,
  type WindowSteps,
} from "./models/window_steps.ts";
export {
  describeNet,
  type LayerDescription,
  type NetDescription,
  type Output,
  type Shape,
} from "./models/shapes.ts";
export {
  type Case,
  cases,
  catalogue,
  findNet,
  type Net,
  PAPER_BEST,
  type PublishedAccuracy,
} from "./models/catalogue.ts";

// Search spaces: what may vary, asked for by a function that runs once for each trial.
export type {
  CategoricalDistribution,
  Choice,
  Distribution,
  FloatDistribution,
  IntDistribution,
  ParamValue,
  Suggest,
} from "./search_space/distributions.ts";
export type { FloatOptions, IntOptions } from "./search_space/create_distribution.ts";
export type { SearchTrial } from "./search_space/search_trial.ts";
export { periodicNet, type PeriodicNetOptions } from "./search_space/periodic.ts";

// Samplers: which values to try.
export type { Sampler, SamplerContext } from "./samplers/sampler.ts";
export { gridSampler } from "./samplers/grid.ts";
export { randomSampler } from "./samplers/random.ts";
export { tpeSampler, type TpeSamplerOptions } from "./samplers/tpe.ts";

// Pruners: which trials to end early.
export type { Pruner, PrunerContext } from "./pruners/pruner.ts";
export { medianPruner, type MedianPrunerOptions } from "./pruners/median.ts";
export { halvingPruner, type HalvingPrunerOptions } from "./pruners/successive_halving.ts";

// Trials: one configuration each, as plain data; a run is one training of it.
export { countFinished, type Trial } from "./trial/record.ts";
export {
  type EpochMetrics,
  type Evaluation,
  isFinished,
  type Outcome,
  type Run,
  type RunSpan,
  RunStopped,
  type StepMetrics,
  type TrialState,
} from "./trial/run.ts";
export type { RunListener } from "./trial/run_listener.ts";
export type { Checkpoint } from "./trial/checkpoint.ts";
export type { Fold, Optimizer, Protocol, Setup } from "./trial/setup.ts";
export type { Direction, Metric, Objective, ValueEpoch } from "./trial/objective.ts";
export type { PastTrial } from "./trial/past_trial.ts";
export type { Settings, StudyPlan } from "./trial/plan.ts";
export type { StudyDefinition } from "./trial/definition.ts";
export type { Provenance } from "./trial/provenance.ts";
export { bestRun, bestTrial } from "./trial/best.ts";
export type { Mistake } from "./trial/mistake.ts";
export type { Reference } from "./trial/reference.ts";
export { adam, type AdamOptions, sgd, type SgdOptions } from "./trial/optimizer.ts";

// Datasets: images with labels.
export { loadMnist, type MnistOptions } from "./datasets/mnist.ts";
export type { DownloadProgress } from "./datasets/mnist_sources.ts";
export { type IdxFolderOptions, loadIdxFolder } from "./datasets/idx_folder.ts";
export { type ClassCount, countClasses } from "./datasets/count_classes.ts";
export { datasetChecksum } from "./datasets/dataset_checksum.ts";
export {
  type Dataset,
  imageAt,
  type LabelledImage,
  type LabelledImages,
} from "./datasets/dataset.ts";

// Pictures of one's own, made images like those of a dataset.
export { type DigitOptions, type ImageSource, loadDigit } from "./images/load_digit.ts";
export type { Picture } from "./images/picture.ts";

// Storage: where studies are kept.
export type {
  Storage,
  StoredStudy,
  StudySummary,
  StudyWriter,
  TrainedRun,
  WriteOptions,
} from "./storage/storage.ts";
export { createMemoryStorage } from "./storage/in_memory.ts";
export { openSqliteStorage } from "./storage/sqlite.ts";

// Studies: trials asked, executed and told.
export { type ExecuteOptions, type Executor, RunLost } from "./executors/executor.ts";
export { startWorkerAhead } from "./executors/workers.ts";
export type { SearchFunction, SearchResult, StudyCase } from "./study/study_case.ts";
export type { StudyOptions } from "./study/study_options.ts";
export { openStorage, type StorageOption } from "./study/open_storage.ts";
export { type FollowedStudy, type FollowOptions, followStudy } from "./study/follow_study.ts";
export type { KeptWeights } from "./trial/kept_weights.ts";
export type { OptimizeOptions } from "./study/optimize_options.ts";
export type { Study } from "./study/study.ts";
export type { StudyParts } from "./study/study_parts.ts";
export type { TrialSource } from "./study/trial_source.ts";
export type { TrialsParts } from "./study/trials.ts";
export type { StudyProgress, TrialProgress } from "./study/progress.ts";

// The engine of a study.
export { type BackendOption, chooseEngine, type Engine } from "./backends/engine.ts";

// Results: tables and files.
export { checkExport, type ExportOptions } from "./results/check_export.ts";
export { exportStudy, folderName } from "./results/export.ts";
export type { StudyRecord } from "./results/json.ts";
export { formatDuration, formatPercent } from "./results/format.ts";
export { describeBest, type DescribeOptions } from "./results/describe_best.ts";
export { type ImportanceRow, type Importances, toImportances } from "./results/importance_rows.ts";
export type { Cost } from "./results/trade_off_rows.ts";
export { type ClassScore, toClassScores } from "./results/class_scores.ts";
export { compareTrials, type Comparison, type ImageComparison } from "./results/compare_trials.ts";
export type { Interval } from "./statistics/summary.ts";
export type { McNemar } from "./statistics/mcnemar.ts";
export type { Table, TableColumn, TableMark, TableRow } from "./results/table.ts";
export { type TableOptions, toTable } from "./results/to_table.ts";
export { toText } from "./results/text.ts";
export { toMarkdown } from "./results/markdown.ts";
export { type LatexOptions, toLatex } from "./results/latex.ts";

// Plots: figures for Plotly.
export type { Figure, Trace } from "./plots/figure.ts";
export { plotAccuracyRanges } from "./plots/accuracy_ranges.ts";
export { plotConfusion } from "./plots/confusion.ts";
export { plotClassScores } from "./plots/class_scores.ts";
export { type MistakesPlotOptions, plotMistakes } from "./plots/mistakes.ts";
export { type FiltersOptions, plotFilters } from "./plots/filters.ts";
export { type MapsOptions, plotFeatureMaps } from "./plots/feature_maps.ts";
export { plotImages, type TitledImage } from "./plots/images.ts";
export type { PlotOptions, ReferenceOptions } from "./plots/reference_line.ts";
export { plotLearningCurves } from "./plots/learning_curves.ts";
export { plotHistory } from "./plots/history.ts";
export { type ModelOptions, plotModel } from "./plots/model.ts";
export { plotCost } from "./plots/cost.ts";
export { plotConvolution } from "./plots/convolution.ts";
export { plotPooling } from "./plots/pooling.ts";
export { plotClasses } from "./plots/class_counts.ts";
export { plotPrediction, type PredictedImage, type PredictionOptions } from "./plots/prediction.ts";
export { plotFolds } from "./plots/folds.ts";
export { plotIntervals } from "./plots/intervals.ts";
export { plotTradeOff, type TradeOffOptions } from "./plots/trade_off.ts";
export type { ParamOptions } from "./plots/param_options.ts";
export { plotImportances } from "./plots/importances.ts";
export { plotSlice } from "./plots/slice.ts";
export { plotContour } from "./plots/contour.ts";
export { plotParallelCoordinates } from "./plots/parallel_coordinates.ts";
export { plotTimeline } from "./plots/timeline.ts";

// Reports: a study as one page to send.
export { checkReport } from "./report/check_report.ts";
export { exportReport } from "./report/export_report.ts";
export type { ReportableStudy, ReportOptions } from "./report/reported_study.ts";
export type { Classifier } from "./report/find_mistakes.ts";

// Notebooks: what shows itself in a cell.
export { createStudy } from "./notebook/create_study.ts";
export type { NotebookStudy, StudyReportOptions } from "./notebook/notebook_study.ts";
export type { StudyFigures } from "./notebook/study_figures.ts";
export type { ComparisonFigures } from "./notebook/comparison_figures.ts";
export type { ShownMapsOptions, ShownMistakesOptions, StudyNets } from "./notebook/study_nets.ts";
export type { BestTrial } from "./notebook/best_trial.ts";
export { customInspect, type Displayable, jupyterDisplay } from "./notebook/displayable.ts";
export type { MimeBundle } from "./notebook/kernel.ts";
export { onInterrupt } from "./notebook/interrupt.ts";
export { inlinePlotly, showFigure, type ShowFigureOptions } from "./notebook/show_figure.ts";
export { showTable } from "./notebook/show_table.ts";
export { type WatchOptions, watchStudy } from "./notebook/watch_study.ts";
