"""What Optuna reads of a file of studies, as JSON on stdout: read_by_optuna.py PATH.

Then it adds two trials to the study "finished", and deletes the study "deleted".
"""

import json
import sys

import optuna

from told_trials import read

storage = f"sqlite:///{sys.argv[1]}"
found = {name: read(name, storage) for name in ["finished", "live"]}
study = optuna.load_study(
    study_name="finished", storage=storage, sampler=optuna.samplers.TPESampler(seed=1)
)
study.optimize(lambda trial: trial.suggest_float("rate", 1e-4, 1, log=True), n_trials=2)
found["added"] = [trial.number for trial in study.get_trials()[-2:]]
optuna.delete_study(study_name="deleted", storage=storage)
print(json.dumps(found))
