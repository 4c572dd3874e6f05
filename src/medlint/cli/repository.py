"""What a run knows of the repository around it: where it is in it, and where it can be seen."""

from __future__ import annotations

import os


def prefix() -> str:
    """Return the working folder as seen from the root of its repository, with `/` at the end, or ""."""
    here = folder = os.getcwd()
    root = ""
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            root = folder
            break
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    if not root or root == here:
        return ""
    return os.path.relpath(here, root).replace(os.sep, "/") + "/"


def web_address() -> str:
    """Return where the checked commit can be seen on the web, as GitHub and GitLab tell their jobs, or ""."""
    server, name = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    commit = os.environ.get("GITHUB_SHA", "")
    if server and name and commit:
        return f"{server}/{name}/blob/{commit}/"
    project, commit = os.environ.get("CI_PROJECT_URL", ""), os.environ.get("CI_COMMIT_SHA", "")
    return f"{project}/-/blob/{commit}/" if project and commit else ""
