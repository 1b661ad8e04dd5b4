"""The functions of functions.ts, minimised by Optuna's TPE. Orders and answers are lines of JSON."""

import json
import math
import sys

import optuna
import scipy.stats
import sklearn

SCALES = [1, 1.2, 3, 3.2]
WIDTHS = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
CENTERS = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def floats(trial, count, low, high):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(count)]


def sphere(trial):
    return sum(x * x for x in floats(trial, 5, -5, 5))


def rosenbrock(trial):
    x, y = floats(trial, 2, -2, 2)
    return 100 * (y - x * x) ** 2 + (1 - x) ** 2


def ackley(trial):
    xs = floats(trial, 5, -32.768, 32.768)
    square = sum(x * x for x in xs) / len(xs)
    waves = sum(math.cos(2 * math.pi * x) for x in xs) / len(xs)
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt(square)) - math.exp(waves)


def branin(trial):
    x = trial.suggest_float("x", -5, 10)
    y = trial.suggest_float("y", 0, 15)
    valley = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return valley**2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann(trial):
    xs = floats(trial, 6, 0, 1)
    return -sum(
        scale * math.exp(-sum(w * (x - c) ** 2 for x, w, c in zip(xs, widths, centers)))
        for scale, widths, centers in zip(SCALES, WIDTHS, CENTERS)
    )


def mixed(trial):
    rate = trial.suggest_float("rate", 1e-5, 1, log=True)
    units = trial.suggest_int("units", 16, 256, step=16)
    batch = trial.suggest_int("batch", 1, 256, log=True)
    share = trial.suggest_float("share", 0, 0.9, step=0.1)
    kind = trial.suggest_categorical("kind", ["flat", "steep", "curved", "broken"])
    common = (
        math.log10(rate / 0.003) ** 2
        + ((units - 96) / 80) ** 2
        + math.log2(batch / 32) ** 2 / 4
        + 2 * (share - 0.3) ** 2
    )
    if kind == "flat":
        return common + 1
    if kind == "broken":
        return 2 * common + 2
    if kind == "steep":
        return common + abs(trial.suggest_float("slope", -2, 2) - 1) + 0.3
    depth = trial.suggest_int("depth", 1, 8)
    return common + (depth - 3) ** 2 / 4


def search(function, trials, seed):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(globals()[function], n_trials=trials)
    return {"value": study.best_value, "params": study.best_params}


def importances(trials, forests):
    study = optuna.create_study()
    for trial in trials:
        kinds = {
            name: optuna.distributions.json_to_distribution(kind)
            for name, kind in trial["distributions"].items()
        }
        study.add_trial(
            optuna.create_trial(
                params=trial["params"], distributions=kinds, value=trial["value"]
            )
        )
    evaluator = optuna.importance.FanovaImportanceEvaluator
    return [evaluator(seed=seed).evaluate(study) for seed in range(forests)]


def rank(ours, theirs):
    def p_value(alternative):
        return scipy.stats.mannwhitneyu(ours, theirs, alternative=alternative).pvalue

    return {"worse": p_value("greater"), "different": p_value("two-sided")}


ORDERS = {
    "versions": lambda: {
        "versions": f"Optuna {optuna.__version__}, scikit-learn {sklearn.__version__}, "
        f"SciPy {scipy.__version__}"
    },
    "search": search,
    "importances": importances,
    "rank": rank,
}

optuna.logging.set_verbosity(optuna.logging.ERROR)
for line in sys.stdin:
    order = json.loads(line)
    print(json.dumps(ORDERS[order.pop("order")](**order)), flush=True)
