"""Two people hold a call through the relay: seen, heard, paused, cut off and back, and ended.

Every candidate that a page makes or is given is a relay's; sound and picture are really decoded.
"""

import os
import shutil
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from peerhub.accounts.roles import Role
from peerhub.demo.cast import Player
from tests.browser.site import ARGUMENTS, CHROMIUM

TARN = Player("Tarn", "Tarn", Role.MEMBER, "UTC", "a member")
FAKE = (
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
)  # fmt: skip
# Keeps what the page's calls say and are told, and its socket, where the test can reach them.
LISTEN = """
window.__pcs = []; window.__heard = []; window.__sockets = []; window.__lines = [];
const PC = RTCPeerConnection;
window.RTCPeerConnection = class extends PC {
  constructor(...given) {
    super(...given);
    window.__pcs.push(this);
    this.addEventListener('icecandidate', ({candidate}) => candidate?.candidate && window.__heard.push(candidate.candidate));
  }
  addIceCandidate(given) { if (given?.candidate) window.__heard.push(given.candidate); return super.addIceCandidate(given); }
  setRemoteDescription(given) {
    window.__heard.push(...given.sdp.split('\\r\\n').filter((line) => line.startsWith('a=candidate')));
    window.__remote = given.sdp;
    return super.setRemoteDescription(given);
  }
};
const WS = WebSocket;
new MutationObserver(() => {
  const line = document.querySelector('[data-stage]')?.dataset.line;
  if (line && line !== window.__lines.at(-1)?.[0]) window.__lines.push([line, performance.now()]);
}).observe(document, {attributes: true, subtree: true, attributeFilter: ['data-line']});
window.WebSocket = class extends WS { constructor(...given) { super(...given); if (String(given[0]).includes('/ws/sessions/')) window.__sockets.push(this); } };
"""
# Not a real recogniser: this Chromium has none that stays on the device. It shows that the page asks
# for such a one alone, hands it the other one's track, and does with its words what it should.
STAND_IN = """
window.__recognisers = [];
Object.defineProperty(navigator, 'userAgentData', {value: {brands: [{brand: 'Google Chrome'}]}});
window.SpeechRecognition = class {
  static async available(wish) { return wish.processLocally ? 'available' : 'unavailable'; }
  processLocally = false;
  constructor() { window.__recognisers.push(this); }
  start(track) { Object.assign(this, {on: true, given: [track.kind, this.processLocally]}); window.__track = track; }
  abort() { this.on = false; this.onend?.(); }
};
"""
SPOKEN = "the heron crossed the river"
SAYS = (
    f"""() => window.__recognisers.at(-1).onresult({{results: [[{{transcript: '{SPOKEN}'}}]]}})"""
)
LISTENS = "() => window.__recognisers.some((each) => each.on)"
STATS = """async () => {
  const all = [...(await window.__pcs.at(-1).getStats()).values()];
  const pair = all.find((each) => each.type === 'candidate-pair' && each.nominated && each.state === 'succeeded');
  const kind = (id) => all.find((each) => each.id === id)?.candidateType;
  const inbound = (which) => all.find((each) => each.type === 'inbound-rtp' && each.kind === which) ?? {};
  return {
    pair: pair ? [kind(pair.localCandidateId), kind(pair.remoteCandidateId)] : [],
    frames: inbound('video').framesDecoded ?? 0, energy: inbound('audio').totalAudioEnergy ?? 0,
    packets: (inbound('audio').packetsReceived ?? 0) + (inbound('video').packetsReceived ?? 0),
  };
}"""
GROWS = """async ([name, before]) => {
  const all = [...(await window.__pcs.at(-1).getStats()).values()];
  return all.some((each) => each.type === 'inbound-rtp' && each[name] > before);
}"""

BACK = "() => window.__lines.slice(-2).map(([line]) => line).join() === 'weak,on'"


@pytest.fixture
def chromium(browser):
    """A Chromium of its own: with a microphone and a camera that are not real."""
    calling = browser.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *FAKE])
    yield calling
    calling.close()


@pytest.mark.skipif(not shutil.which("turnserver"), reason="calls need coturn: bash .ci/turn")
def test_two_people_talk_through_the_relay_and_lose_nothing(site, chromium):
    site.inside("newcomer", "Tarn")
    told = site.inside("session_now", "Tarn")
    site.inside("at_another_time", told["room"].removesuffix("room/"), -26)
    theo = Player(told["specialist"], told["specialist"], Role.SPECIALIST, told["zone"], "")
    tarn, other = pages = [
        opened(site, chromium, TARN, told["room"], STAND_IN),
        opened(site, chromium, theo, told["room"]),
    ]
    sent = all_that_leaves(tarn)

    tarn.get_by_role("button", name="Join with your voice").click()
    expect(tarn.locator("[data-words]").first).to_contain_text("is not here yet")
    other.get_by_role("button", name="Join with your voice").click()
    for page in pages:
        expect(page.locator("[data-stage]")).to_have_attribute("data-line", "on")
        page.get_by_role("button", name="Camera off").click()
    for page in pages:
        page.wait_for_function(GROWS, arg=["framesDecoded", 5])
        page.wait_for_function(GROWS, arg=["totalAudioEnergy", 0])
        assert page.evaluate(STATS)["pair"] == ["relay", "relay"]

    would_like_more_time(pages)
    reads_captions(pages)
    pauses(pages)
    assert sent
    assert [each for each in sent if "heron" in each] == []
    loses_its_ways(site, pages)
    only_relays_were_named(pages)

    tarn.get_by_role("button", name="Leave or end").click()
    tarn.get_by_role("button", name="Leave quietly").click()
    expect(other.get_by_text("Tarn left. You can stay or close.")).to_be_visible()


def would_like_more_time(pages):
    """One ticks it and the other sees nothing; both do, and both have it."""
    tarn, other = pages
    tarn.get_by_label("Five more minutes would be good").click()
    expect(tarn.get_by_text("Only you see this.")).to_be_visible()
    theirs = other.get_by_label("Five more minutes would be good")
    expect(theirs).not_to_be_checked()
    expect(other.get_by_text("You both wanted five more minutes.")).to_be_hidden()
    theirs.click()
    for page in pages:
        expect(page.get_by_text("You both wanted five more minutes.")).to_be_visible()


def reads_captions(pages):
    """Captions are made on the page that wants them, of the other one's voice; that one is told."""
    tarn, other = pages
    expect(other.get_by_role("button", name="Captions")).to_have_count(0)
    tarn.get_by_role("button", name="Captions").click()
    expect(other.get_by_text("Captions are on for Tarn")).to_be_visible()
    tarn.wait_for_function(LISTENS)
    assert tarn.evaluate("window.__recognisers.at(-1).given") == ["audio", True]
    assert tarn.evaluate(
        "document.querySelector('[data-theirs]').srcObject.getTracks().includes(window.__track)"
    )
    tarn.evaluate(SAYS)
    expect(tarn.locator("[data-caption-lines]")).to_have_text(SPOKEN)


def pauses(pages):
    """A pause stops everything; after it nobody is heard again before they say so."""
    tarn, other = pages
    other.get_by_role("button", name="Pause").click()
    expect(tarn.get_by_text("Paused. Take your time.")).to_be_visible()
    assert not tarn.evaluate(LISTENS)
    assert tarn.locator("[data-caption-lines]").inner_text() == ""
    assert is_still(tarn)
    other.get_by_role("button", name="Go on").click()
    expect(tarn.get_by_role("button", name="Microphone off")).to_be_visible()
    assert is_still(tarn), "nobody is heard again before they say so"
    tarn.get_by_role("button", name="Captions").click()
    expect(other.get_by_text("Captions are on for Tarn")).to_be_hidden()
    assert not tarn.evaluate(LISTENS)
    for page in pages:
        page.get_by_role("button", name="Microphone off").click()


def loses_its_ways(site, pages):
    """The socket is cut, then the relay killed: the same call goes on within seconds."""
    tarn, other = pages
    tarn.evaluate("window.__sockets.at(-1).close()")  # the call does not mind
    tarn.wait_for_function(
        "() => window.__sockets.length === 2 && window.__sockets[1].readyState === 1"
    )
    os.kill(int(Path(site.folder, "turn", "turn.pid").read_text()), signal.SIGKILL)
    other.wait_for_function(BACK)
    heard = tarn.evaluate(STATS)["energy"]
    tarn.wait_for_function(GROWS, arg=["totalAudioEnergy", heard])
    away = other.evaluate("window.__lines.at(-1)[1] - window.__lines.at(-2)[1]")
    assert away < 5000, "milliseconds from seeing that the way is gone until there is another"
    assert [page.evaluate("window.__pcs.length") for page in pages] == [1, 1], "it is the same call"


def only_relays_were_named(pages):
    """Every candidate is a relay’s, and the content policy was kept."""
    for page in pages:
        heard = page.evaluate("window.__heard")
        assert heard
        assert [each for each in heard if " typ relay " not in each] == []
        assert "c=IN IP4 0.0.0.0" in page.evaluate("window.__remote")
        assert page.evaluate("window.__policy") == []


def all_that_leaves(page):
    """Everything that the page sends from now on: addresses, bodies, and frames of its sockets."""
    sent = []
    page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data or ''}"))
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(str(frame))))
    return sent


def opened(site, chromium, player, room, script=""):
    context = site.context(chromium, player, viewport={"width": 360, "height": 740})
    context.add_init_script(LISTEN)
    context.add_init_script(script)
    page = context.new_page()
    page.goto(room)
    return page


def is_still(page):
    """Whether nothing comes in: what was on its way has come, and for a second nothing more."""
    page.wait_for_timeout(300)
    before = page.evaluate(STATS)["packets"]
    page.wait_for_timeout(500)
    return page.evaluate(STATS)["packets"] == before
