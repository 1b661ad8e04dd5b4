/**
 * Where Jupyter keeps what it writes.
 *
 * @module
 */

/**
 * The variables that make Jupyter keep its settings in an environment of the project's own: it
 * neither reads nor writes any in the user's home.
 *
 * @param folder Of the environment.
 */
export function jupyterFolders(folder: string): Record<string, string> {
  return {
    IPYTHONDIR: `${folder}/jupyter/ipython`,
    JUPYTER_CONFIG_DIR: `${folder}/jupyter/config`,
    JUPYTER_DATA_DIR: `${folder}/jupyter/data`,
    JUPYTER_RUNTIME_DIR: `${folder}/jupyter/runtime`,
    JUPYTERLAB_SETTINGS_DIR: `${folder}/jupyter/settings`,
    JUPYTERLAB_WORKSPACES_DIR: `${folder}/jupyter/workspaces`,
    // JupyterLab's language servers ask npm for its folder, and npm logs that.
    npm_config_cache: `${folder}/jupyter/npm`,
  };
}
