"""The colours of the three themes, by role (contrast measured in the design notes)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """One severity: its ink, its tint, the edge of its card and the heading written on the tint."""

    ink: str
    tint: str
    edge: str
    heading: str


@dataclass(frozen=True)
class Tokens:
    """Colours of one theme. ``line`` is the width in pixels of a field's and a card's edge."""

    name: str
    dark: bool
    contrast: bool
    ground: str
    surface: str
    ink: str
    quiet: str
    edge: str
    hairline: str
    accent: str
    on_accent: str
    tint: str
    on_tint: str
    selected: str
    on_selected: str
    well: str
    track: str
    ring: str
    line: int
    error: Tone
    warning: Tone
    legal: Tone
    ok: Tone
    training: str
    training_ink: str
    hatch: str
    second: str
    on_second: str

    def beside(self, sign: int) -> tuple[str, str]:
        """Ground and ink of the band of a night open beside others, by turns."""
        own = (self.accent, self.on_accent), (self.second, self.on_second)
        return own[sign % len(own)]

    def tone(self, name: str) -> Tone:
        """Return a severity by its name; notes and silence are quiet words on the surface."""
        if name in ("error", "warning", "legal", "ok"):
            found: Tone = getattr(self, name)
            return found
        return Tone(self.quiet, self.surface, self.hairline, self.quiet)


LIGHT = Tokens(
    name="light",
    dark=False,
    contrast=False,
    ground="#F4F6F8",
    surface="#FFFFFF",
    ink="#16202A",
    quiet="#52606D",
    edge="#7B8794",
    hairline="#D9E0E6",
    accent="#00647D",
    on_accent="#FFFFFF",
    tint="#E9F3F6",
    on_tint="#16202A",
    selected="#CFE2FB",
    on_selected="#16202A",
    well="#F7F9FA",
    track="#E3E9EE",
    ring="#0B63CE",
    line=1,
    error=Tone("#9E1B16", "#FDECEA", "#D39895", "#9E1B16"),
    warning=Tone("#6B4700", "#FFF4D6", "#BCAC8C", "#6B4700"),
    legal=Tone("#54389B", "#F0EBFB", "#B2A5D2", "#54389B"),
    ok=Tone("#17603A", "#E6F4EC", "#17603A", "#17603A"),
    training="#FFE08A",
    training_ink="#6B4700",
    hatch="#F2C94C",
    second="#8A1C5C",
    on_second="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    dark=True,
    contrast=False,
    ground="#0F1419",
    surface="#161B22",
    ink="#E8EDF2",
    quiet="#A7B3BF",
    edge="#7D8996",
    hairline="#2A323C",
    accent="#5CC6DE",
    on_accent="#0B1A20",
    tint="#16303A",
    on_tint="#E8EDF2",
    selected="#264569",
    on_selected="#E8EDF2",
    well="#1B222B",
    track="#2A323C",
    ring="#8AB8FF",
    line=1,
    error=Tone("#FFB4AB", "#3A1512", "#7F6060", "#FFB4AB"),
    warning=Tone("#FFD27A", "#33260A", "#7F6E4A", "#FFD27A"),
    legal=Tone("#CDBDFF", "#241B3D", "#686485", "#CDBDFF"),
    ok=Tone("#8FDBAE", "#10281B", "#8FDBAE", "#8FDBAE"),
    training="#FFE08A",
    training_ink="#6B4700",
    hatch="#F2C94C",
    second="#E79AC6",
    on_second="#2B0D1E",
)

_WHITE, _BLACK, _YELLOW = "#FFFFFF", "#000000", "#FFE600"
_PLAIN = Tone(_WHITE, _BLACK, _WHITE, _WHITE)
#: Black and white; yellow for the focus and nothing else. What colour said, inversion says.
CONTRAST = Tokens(
    name="contrast",
    dark=True,
    contrast=True,
    ground=_BLACK,
    surface=_BLACK,
    ink=_WHITE,
    quiet=_WHITE,
    edge=_WHITE,
    hairline=_WHITE,
    accent=_WHITE,
    on_accent=_BLACK,
    tint=_WHITE,
    on_tint=_BLACK,
    selected=_YELLOW,
    on_selected=_BLACK,
    well=_BLACK,
    track=_BLACK,
    ring=_YELLOW,
    line=3,
    error=Tone(_WHITE, _WHITE, _WHITE, _BLACK),
    warning=_PLAIN,
    legal=_PLAIN,
    ok=_PLAIN,
    training=_BLACK,
    training_ink=_WHITE,
    hatch=_WHITE,
    second=_BLACK,
    on_second=_WHITE,
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
