"""The works that surfaces, methods and schedules are from: how sources name them, and their entries in works.bib."""

import re
from functools import cache
from pathlib import Path

BIB = Path(__file__).parent / "works.bib"

CITED = {
    "cauchy1847": "Cauchy, 1847", "polyak1964": "Polyak, 1964", "nesterov1983": "Nesterov, 1983",
    "sutskever2013": "Sutskever et al., 2013", "duchi2011": "Duchi, E. Hazan and Y. Singer, 2011",
    "tieleman2012": "Tieleman and G. Hinton, 2012", "kingma2015": "Kingma and J. Ba, 2015",
    "liu2020": "L. Liu et al., 2020", "vyas2024": "N. Vyas et al., 2024",
    "loshchilov2019": "Loshchilov and F. Hutter, 2019", "dozat2016": "Dozat, 2016",
    "reddi2018": "S. Reddi, S. Kale and S. Kumar, 2018", "zeiler2012": "Zeiler, 2012",
    "zaheer2018": "Zaheer et al., 2018", "chen2023": "X. Chen et al., 2023",
    "ioffe2015": "Ioffe & Szegedy 2015", "rosenbrock1960": "Rosenbrock, An automatic method",
    "beale1958": "Beale, On an iterative method", "jamil2013": "Jamil & Yang, A literature survey",
    "matyas1965": "Matyas, Random optimization", "lootsma1972": "Lootsma (ed.)",
    "goldstein1971": "Goldstein & Price", "cox1958": "Cox 1958", "gauss1809": "Gauss 1809",
    "hilbert1932": "Hilbert & Cohn-Vossen", "pascanu2013": "Pascanu,",
    "hochreiter1997": "Hochreiter & Schmidhuber", "himmelblau1972": "Himmelblau, Applied",
    "dixon1978": "Dixon & Szeg", "styblinski1990": "Styblinski & Tang", "rastrigin1974": "Rastrigin, Systems",
    "ackley1987": "Ackley, A Connectionist", "easom1990": "Easom, A survey",
    "li2018": "Li, Xu, Taylor, Studer & Goldstein", "cohen2021": "Cohen et al. (2021)",
    "damian2023": "Damian, Nichani & Lee (2023)", "wen2024": "Wen et al. (2024)",
    "charbonnier1994": "Charbonnier et al. 1994", "boyd2004": "Boyd & Vandenberghe",
    "foret2021": "P. Foret et al., 2021", "bernstein2018": "Bernstein et al., 2018",
    "polyak1969": "Polyak, 1969", "polyak1992": "Polyak and A. Juditsky, 1992",
    "zhang2019": "M. R. Zhang et al., 2019", "defazio2024": "A. Defazio et al., 2024",
    "kantorovich1948": "Kantorovich, 1948", "pagliardini2024": "Pagliardini, P. Ablin and D. Grangier, 2024",
    "mishchenko2023": "Mishchenko and A. Defazio, 2023", "liu1989": "D. C. Liu and J. Nocedal, 1989",
}  # fmt: skip
"""How a source, which is a text, names a work."""

SCHEDULES = {
    "cosine": "loshchilov2017", "cosine_restarts": "loshchilov2017", "stable_decay": "hu2024", "resnet": "he2015",
    "transformer": "vaswani2017", "one_cycle": "smith2017", "triangular": "smith2017cyclical",
}  # fmt: skip
"""What schedules are from, by their ids: those that no single work has made are not here."""


@cache
def entries() -> dict[str, str]:
    """The entries by their keys."""
    texts = re.split(r"\n(?=@)", BIB.read_text("utf-8").strip())
    return {re.match(r"@\w+\{([\w-]+),", text)[1]: text.strip() + "\n" for text in texts}  # type: ignore[index]


def cited(source: str) -> list[str]:
    """The keys of the works that a source names, in its order."""
    return [key for _, key in sorted((source.find(text), key) for key, text in CITED.items() if text in source)]
