"""What Optuna reads of a study, as plain data."""

import json

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def plain(distribution):
    return json.loads(optuna.distributions.distribution_to_json(distribution))


def read(name, storage):
    study = optuna.load_study(study_name=name, storage=storage)
    trials = study.get_trials(deepcopy=False)
    complete = any(trial.state.name == "COMPLETE" for trial in trials)
    return {
        "direction": study.direction.name,
        "metrics": study.metric_names,
        "attributes": study.user_attrs,
        "best": study.best_trial.number if complete else None,
        "trials": [
            {
                "number": trial.number,
                "state": trial.state.name,
                "value": None if trial.value is None else str(trial.value),
                "params": list(trial.params.items()),
                "distributions": {k: plain(v) for k, v in trial.distributions.items()},
                "intermediate": [[k, str(v)] for k, v in trial.intermediate_values.items()],
                "attributes": trial.user_attrs,
                "seconds": trial.duration.total_seconds() if trial.duration else 0,
            }
            for trial in trials
        ],
    }
