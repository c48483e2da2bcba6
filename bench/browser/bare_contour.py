"""The floor for a first picture: a Streamlit page with one slider and one contour."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

value = st.slider("value", 0, 100, 90)
x, y = np.linspace(-5, 3, 81), np.linspace(-0.5, 0.5, 81)
st.plotly_chart(go.Figure(go.Contour(x=x, y=y, z=value * (x[None] ** 2 + 100 * y[:, None] ** 2))))
