"""What Optuna reads of a file of studies, as JSON on stdout: read_by_optuna.py PATH.

Then it adds two trials to the study "finished", and deletes the study "deleted".
"""

import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
storage = f"sqlite:///{sys.argv[1]}"


def plain(distribution):
    return json.loads(optuna.distributions.distribution_to_json(distribution))


def read(name):
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


found = {name: read(name) for name in ["finished", "live"]}
study = optuna.load_study(
    study_name="finished", storage=storage, sampler=optuna.samplers.TPESampler(seed=1)
)
study.optimize(lambda trial: trial.suggest_float("rate", 1e-4, 1, log=True), n_trials=2)
found["added"] = [trial.number for trial in study.get_trials()[-2:]]
optuna.delete_study(study_name="deleted", storage=storage)
print(json.dumps(found))
