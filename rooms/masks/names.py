"""Names for masks: two plain words, drawn at random. Pure.

Nothing about a person goes into a draw, so nothing about a person can be read out of a name; two
rooms know the same person by two names that have nothing to do with each other.
"""

from collections.abc import Callable, Sequence
from secrets import choice

HUES = """
amber ash birch blue bronze cloudy cobalt cool copper coral cream crimson dappled deep dewy drifting
dusty early ebony emerald evening far floating frosty garden golden grassy green grey harbour hazel
heather hidden hillside honey indigo inland island ivory ivy jade lakeside late lavender lilac linen
little marble meadow mellow midday mint misty moonlit morning mossy night northern ochre olive opal
orchard paper patient peach pearl pebble pine plain plum prairie quiet rainy resting riverside rosy
rowan russet sage sand scarlet seaside shady shoreline silver slate slow snowy soft southern spring
starry steady still straw striped summer sunlit tawny tidal topaz turquoise valley velvet violet
walnut wandering watchful western white wild windy winter woodland yellow
"""
BEINGS = """
acorn alder aspen aster badger beech bittern bluebell bramble brook burdock buttercup cedar chestnut
clover comet cornflower cove cowslip crane creek cricket curlew cypress daisy dale dandelion dipper
dove dragonfly dune egret elder elm falcon feather fern field finch firefly fjord foxglove gannet
glade goldfinch gorse grebe grouse grove gull harebell hare hawthorn hedge heron hickory hill holly
ibis iris jackdaw jasmine juniper kestrel kingfisher lagoon lapwing larch lark lichen lily linden
linnet lotus lupin lynx magnolia magpie mallow maple marigold marten mimosa moth myrtle nettle newt
nightjar nuthatch oak orchid osprey otter owl pansy peony petrel pine plover pond poplar poppy
primrose puffin quail reed ridge river robin rook rowan saffron sandpiper sedge shell shrike skylark
snowdrop sparrow spruce starling stone stork stream swallow swan swift sycamore teal thistle thrush
thyme toadflax tulip vale wagtail warbler waterlily wave willow wren yarrow yew
"""


def words(text: str) -> tuple[str, ...]:
    """The words of a list, each once, in order."""
    return tuple(dict.fromkeys(text.split()))


FIRST = words(HUES)
SECOND = words(BEINGS)


def draw(pick: Callable[[Sequence[str]], str] = choice) -> str:
    """A name such as "Blue Heron". ``pick`` chooses one of several words."""
    first = pick(FIRST)
    second = pick(tuple(word for word in SECOND if word != first))
    return f"{first} {second}".title()


def how_many() -> int:
    """How many names there are to draw from."""
    return len(FIRST) * len(SECOND) - len(set(FIRST) & set(SECOND))
