"""What the screening makes of sentences: those that must be seen, and those that only sound so."""

import pytest

from safety.detection.assess import assess

# (at least this level, sentence)
SEEN = [
    # wish to be dead, not to live
    (2, "This morning I simply want to die."),
    (2, "i dont wanna be alive anymore"),
    (2, "Honestly, I wish I was never born."),
    (2, "There is no reason for me to live."),
    (2, "I'm tired of living."),
    (2, "My kids would be better off without me."),
    (2, "I keep hoping I won't wake up tomorrow, I hope I don't wake up."),
    (2, "Would anyone even notice if I died?"),
    (2, "I can't live like this anymore."),
    # thoughts of ending life
    (2, "I want to kill myself."),
    (2, "been thinking about ending my life a lot"),
    (2, "I feel suicidal again and it scares me."),
    (2, "part of me wants to die"),
    (2, "I can't stop thinking about suicide."),
    (2, "I've wanted to die for as long as I can remember."),
    (2, "I have never wanted to die so much."),
    (2, "I wish I had the nerve to end it all."),
    (2, "Everyone is laughing at the party and I want to kill myself."),
    (2, "lol I want to die haha but really I want to die"),
    # a way of dying, a recent attempt
    (3, "I keep thinking about jumping off the bridge."),
    (3, "what is the most painless way to die"),
    (3, "I want to hang myself."),
    (3, "I tried to kill myself last night."),
    (3, "I attempted suicide two weeks ago."),
    (3, "How many pills would it take to die?"),
    # intent, plan, preparation
    (4, "I'm going to kill myself."),
    (4, "I have decided to end my life."),
    (4, "I've written my suicide note."),
    (4, "I know exactly how I am going to kill myself."),
    (4, "I've been saving up my pills since August."),
    (4, "I want to die and I have a gun in my drawer."),
    (4, "The rope is ready. I don't want to live."),
    (4, "I tied the noose"),
    # now
    (5, "I'm going to kill myself tonight."),
    (5, "I will end it all tonight, goodbye."),
    (5, "im gonna kms right now"),
    # calm, planful, farewell
    (3, "I have chosen the date."),
    (3, "I gave away all my things."),
    (3, "It's all worked out, I feel calm now."),
    (3, "I put my affairs in order."),
    (4, "This is my goodbye."),
    (4, "You won't have to worry about me any more."),
    (4, "By the time you read this I will be gone."),
    (2, "Please look after yourselves. I won't be here tomorrow."),
    (2, "I gave away my guitar."),
    (3, "thank you all for everything, you were kind. tonight is the night"),
    (2, "I don't want to hurt myself but I can't stop thinking about it."),
    (2, "how do you stop wanting to die"),
    (2, "It's all worked out."),
    (4, "I gave away my guitar. I just wanted to say goodbye."),
    (2, 'I keep thinking "I want to die".'),
    (4, "Take care of my dog when I'm gone."),
    (4, "goodbye forever everyone"),
    (4, "I'll be with my mum again soon. It's all worked out, I don't want to live."),
    (4, "I'm at peace with my decision to leave."),
    # self-harm
    (2, "I want to cut myself."),
    (2, "I relapsed on self harm."),
    (2, "the urge to hurt myself is back"),
    (2, "I've been cutting again."),
    (3, "I cut my wrist tonight."),
    (3, "I cut too deep and it won't stop bleeding."),
    # overdose
    (4, "I took all of them."),
    (5, "I took all my pills."),
    (5, "i just swallowed forty tablets"),
    (5, "I took 30 tylenol an hour ago"),
    (5, "I've overdosed."),
    (5, "I drank bleach."),
    (5, "The tablets are gone. I took all of them."),
    # danger from others, now
    (5, "He said he'll kill me tonight."),
    (4, "I'm hiding in the bathroom."),
    (5, "I'm hiding in the bathroom, he is breaking down the door"),
    (4, "my husband won't let me leave the house"),
    (5, "She has a knife and she is screaming at me."),
    (4, "He's hitting me"),
    (5, "I'm terrified he is going to kill me."),
    (3, "My dad hits me."),
    (3, "I was raped last night."),
    (3, "my partner chokes me when he is drunk"),
    # harm to others
    (4, "I'm going to kill him."),
    (5, "I'm going to kill him tonight."),
    (4, "I am planning to shoot up my school."),
    (3, "I want to stab my stepfather."),
    (3, "I'm scared I might hurt my baby."),
    # someone near
    (4, "My friend is going to kill himself tonight."),
    (3, "My sister says she is going to end her life."),
    # spelling that hides
    (2, "I want to unalive myself"),
    (2, "i w4nt 2 d1e"),
    (2, "thinking about s*icide"),
    (2, "SEWERSLIDE is on my mind"),
    (2, "I wanna k i l l myself"),
    (2, "i want to diiiiie"),
    (2, "i want to k!ll my self"),
    (2, "I want to \u200bki\u200bll myself"),
    (2, "Ｉ ｗａｎｔ ｔｏ ｄｉｅ"),
    (2, "I wänt tö díe"),
    (2, "I want to dіе"),  # two letters are Cyrillic
    (2, "I don’t want to live anymore"),
    # what one clause takes down, another leaves standing
    (2, "I would never hurt anyone. I want to die."),
    (2, "Years ago I was fine. Now I want to kill myself."),
    (2, "She said it gets better but I want to die"),
    (2, "My friend wanted to die too. I want to die."),
    (2, "I used to cut years ago and now I want to cut myself again."),
    (2, "I don't want to kill myself, but I don't want to live anymore."),
]

# Sentences with risky words and no risk to the author: never as high as "raised".
ONLY_SOUNDS = [
    # near what is said sideways
    "He put his arm around my neck and we watched the film.",
    "We sat on the roof and watched the stars.",
    "The nurse laid out all my pills for the week.",
    "The bath is running and my razor is dull again.",
    "Please look after my cat for me, I'm on holiday until Sunday.",
    "I took a bunch of photos and pills out of the drawer.",
    "I took two packets of crisps to work.",
    "My friend posted a goodbye video for her students.",
    "My son says he wants to jump off the high board tomorrow.",
    "My dad came into my room when I was asleep and left a present.",
    "My plan is ready, I will start the new job in May.",
    "I have a list of people who deserve a thank you card.",
    "They will regret it if they sell the house.",
    "I got an airtag on my bag.",
    "We used the belt on the car, it squeaks.",
    "I'm waiting for the train to come.",
    # idioms
    "I was dying of laughter.",
    "You are killing it at your new job!",
    "This traffic is killing me.",
    "I could kill for a coffee.",
    "My feet are killing me after that walk.",
    "I'm dying to see the new season.",
    "My mum will kill me if I'm late.",
    "That cake is to die for.",
    "My phone died on the way home.",
    "We killed two hours at the airport.",
    "I nearly died of embarrassment.",
    "I'm dead tired, night all.",
    "He bored me to death with that story.",
    "She drives me crazy, I could strangle him for that.",
    "I shot myself in the foot with that email.",
    "I hit the gym and then hit the road.",
    "We shot a film in the park.",
    "Kill the lights, please.",
    "The suspense is killing me.",
    "I'm starving, dying of hunger here.",
    "My battery is dead.",
    "That was career suicide.",
    "We watched Suicide Squad.",
    "We did suicide sprints at practice.",
    "I killed the boss on the last level.",
    "I always die in Minecraft.",
    "I cut myself shaving.",
    "I accidentally cut my finger, cutting onions.",
    "I'm cutting back on sugar.",
    "I overdosed on chocolate at Easter.",
    "I want to hang out with friends.",
    "Shoot me a text when you are free.",
    "Break a leg tonight!",
    "I'm going to smash this exam.",
    "I'm going to kill that exam.",
    "I want to kill that spider in the bathroom.",
    # said no
    "I would never kill myself.",
    "I don't want to die.",
    "I am not suicidal.",
    "I'm not going to hurt myself.",
    "I have never thought about suicide.",
    "No, I don't want to kill myself, I want to rest.",
    "I'm not planning to hurt anyone.",
    "I don't feel suicidal anymore.",
    "I haven't wanted to die in a long time.",
    # long past
    "I used to want to die, years ago.",
    "When I was 16 I tried to kill myself.",
    "Ten years ago I attempted suicide.",
    "I used to cut myself in high school.",
    "I overdosed in 2012.",
    "My dad used to beat me when I was a kid.",
    "Back then I was suicidal every day.",
    "I was suicidal when I was a teenager.",
    # someone else, long past or safe
    "My brother attempted suicide and is well now.",
    "My cousin killed himself three years ago.",
    "She wanted to die back then.",
    "People who feel suicidal often hide it.",
    "My uncle died of an overdose.",
    "He said he felt suicidal as a boy.",
    # support for others
    "If you are thinking of ending your life, please call someone.",
    "If you feel suicidal, you are not alone.",
    "Are you thinking about killing yourself?",
    "Do you want to die?",
    "Have you ever thought about suicide?",
    "I'm so glad you are still alive.",
    "I hear that you want to die, and I am here.",
    "You said you feel suicidal. Can you tell me more?",
    "Suicide prevention week starts on Monday.",
    "I volunteer for a suicide hotline.",
    "I read an article about suicide among farmers.",
    "I wrote my essay about self harm in prisons.",
    # lyrics, films, quotations
    'The song says "I want to die" in the chorus.',
    'In the movie called Gone he says "I am going to kill myself".',
    "The lyrics go I want to die young and free.",
    'She sang "goodbye forever" at the concert.',
    # everyday neighbours of risky words
    "I took my pill this morning as usual.",
    "I took all of them to the park.",
    "I took all of my exams last week.",
    "Goodbye everyone, see you next week.",
    "We picked the date for the wedding.",
    "I have picked the date for my surgery.",
    "I'll see my dad tomorrow.",
    "In my last message I asked about times.",
    "I won't be here next week, we are on holiday.",
    "Tonight is the night, our first concert!",
    "I paid my bills and I feel calm.",
    "I'm going to end it tonight with him.",
    "I think I want to end things with my girlfriend.",
    "I'm 90 days clean from cutting.",
    "We took all of the old pills to the pharmacy.",
    "I took 2 ibuprofen for my headache.",
    "I am a survivor of suicide loss.",
    "I gave my dog a bath because she was muddy.",
    "I'm ready to jump into the pool.",
    "When I'm gone on holiday, can you feed the cat?",
    "I finally pulled the trigger on buying a bike.",
    "I wrote a letter to my mum.",
    "Before I go I want to ask one more thing.",
    "I've made up my mind about the job.",
    "Just one more week before the holidays.",
    "I'll be free from five o'clock.",
    "I think I hurt him with what I said.",
    "My boss won't let me leave early.",
    "I don't know where I'm going with this.",
    "I hope the slugs in my garden die.",
    "It's all worked out with the landlord.",
    "I gave away the ending of the film.",
    "I said goodbye to my colleagues on Friday.",
    "I'm done with homework for tonight.",
    "This is the end of the semester, finally over.",
    "He hit me up for money yesterday.",
    "The music hits me right in the heart.",
    "I'm hiding the presents in the closet.",
    "My ex moved out today and I feel lighter.",
    "Our plan for tonight is pizza.",
    "My dog died last week and I miss her.",
    "I'm afraid of dying.",
    "I want to disappear into a good book.",
    "I'm moving, so I gave my old sofa away.",
    "I hate Mondays, I just want to sleep.",
    "I can't wait to be home.",
    "I hope he gets better soon.",
    "We lost the match, they murdered us.",
    "This job is hard, I need a holiday.",
]


@pytest.mark.parametrize(("least", "text"), SEEN)
def test_it_is_seen(least, text):
    assert assess(text).level >= least, assess(text)


@pytest.mark.parametrize("text", ONLY_SOUNDS)
def test_it_only_sounds_so(text):
    assert assess(text).level <= 1, assess(text)


def test_there_are_enough_sentences():
    assert len(SEEN) + len(ONLY_SOUNDS) >= 120
    assert len(ONLY_SOUNDS) >= 60


def test_the_level_is_the_highest_of_all_clauses():
    text = "I hate myself. I want to die. I took all my pills."

    found = assess(text)

    assert found.level == 5
    assert found.kinds[0] == "overdose"
    assert found.reasons[0].level == 5


def test_a_reason_points_at_the_words_in_the_original():
    text = "Hello all.  Ｉ ｗａｎｔ to\u200b d1e…"

    (reason,) = assess(text).reasons

    assert text[reason.start : reason.end] == reason.words
    assert reason.words.endswith("d1e")


def test_words_that_were_taken_down_stay_as_a_reason_to_check():
    found = assess("I would never kill myself.")

    assert found.level == 0
    assert {reason.scope for reason in found.reasons} == {"negated"}


def test_plain_talk_gives_no_reason_at_all():
    assert assess("The rain stopped and we went for a walk.").reasons == ()


def test_the_kind_of_risk_is_named():
    assert assess("He said he'll kill me tonight.").kinds == ("abuse_now",)
    assert assess("I want to cut myself.").kinds == ("self_harm",)
    assert assess("I'm going to kill him tonight.").kinds == ("harm_to_others",)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("I am not suicidal.", "negated"),
        ("She is suicidal.", "other"),
        ("Are you suicidal?", "you"),
        ("I was suicidal years ago.", "past"),
        ('The film has a line: "I want to die".', "quoted"),
        ("We had a training on suicide and thoughts of suicide.", "topic"),
    ],
)
def test_a_reason_says_what_took_it_down(text, scope):
    assert scope in {reason.scope for reason in assess(text).reasons}, assess(text)
