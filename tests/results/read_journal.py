"""Prints, as JSON, what Optuna reads in a journal file; then copies the study, and goes on with it."""

import json
import sys

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend

optuna.logging.set_verbosity(optuna.logging.ERROR)
path, name = sys.argv[1:]
study = optuna.load_study(study_name=name, storage=JournalStorage(JournalFileBackend(path)))


def shown(value):
    """With its type, for 1.0 == 1 == True, and JSON has no NaN."""
    return f"{type(value).__name__} {value}"


def read(trial):
    return {
        "number": trial.number,
        "state": trial.state.name,
        "value": shown(trial.value),
        "params": [[key, shown(value)] for key, value in trial.params.items()],
        "distributions": [str(one) for one in trial.distributions.values()],
        "intermediate": [[step, shown(one)] for step, one in trial.intermediate_values.items()],
        "attributes": trial.user_attrs,
        "duration": str(trial.duration),
    }


def best():
    try:
        return study.best_trial.number
    except ValueError:
        return None


facts = {
    "directions": [direction.name for direction in study.directions],
    "metrics": study.metric_names,
    "attributes": study.user_attrs,
    "best": best(),
    "trials": [read(trial) for trial in study.trials],
}
# Each trial is checked as it is copied.
optuna.create_study().add_trials(study.trials)
study.optimize(lambda trial: trial.suggest_float("mine", 0, 1), n_trials=1)
print(json.dumps({**facts, "next": study.trials[-1].number}))
