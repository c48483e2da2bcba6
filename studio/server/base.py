"""Below which path the server answers, as behind a proxy: Streamlit moves its own addresses there."""

import streamlit as st


def below(path: str) -> str:
    """Where a path of ours stands with `--server.baseUrlPath`."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path
