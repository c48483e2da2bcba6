"""The floor for a change of a number: a Streamlit page with one slider and a caption."""

import streamlit as st

value = st.select_slider("value", list(range(100)), 90)
st.caption(f"The value is {value}.")
