import { assess } from '../src';

/**
 * What nobody would have to think about: said in plain words, for tonight, by somebody who may be kind, joke, or speak of the past as
 * well. No figure says how many such sentences are missed; each of these once was, or could have been.
 */
const plain = {
  nl: [
    'Bedankt om me dat te zeggen, maar ik ga er vanavond een einde aan maken.',
    'Sorry dat jullie dit moeten lezen. Ik ga vannacht een eind aan mijn leven maken.',
    'Ik heb mijn dokter gezegd dat ik dood wil en ze stuurde me naar huis. Vanavond doe ik het.',
    'Zeg alsjeblieft tegen mama dat ik haar graag zie. Morgen ben ik er niet meer.',
    'Vroeger ging het nog, maar nu wil ik vanavond echt dood.',
    'Haha jullie zijn lief, maar ik meen het, ik maak er vanavond een einde aan.',
    'Lief dat je vraagt hoe het gaat. Ik ga mezelf vannacht van het leven beroven.',
    'Je bent niet alleen zei je, maar ik ben het wel en ik ga mij vanavond doodmaken.',
    'Ik ga mij vanavond doodmaken.',
    'ik maak me dood vannacht',
    'nu wil ik vanavond echt dood',
    'kga mij straks iets aandoen',
    'Ik ben klaar om te sterven.',
    'Tegen dat jullie dit lezen ben ik er niet meer.',
    'Als jullie dit lezen leef ik niet meer.',
    'Dit is mijn laatste nacht.',
    'Dit is het laatste wat jullie van mij lezen.',
    'Ik haal de ochtend niet.',
    'Ik ga deze nacht niet overleven en dat wil ik ook niet.',
    'Ik zorg ervoor dat ik morgen niet meer wakker word.',
    'Vanaf morgen zijn jullie van mij af.',
    'Na vannacht heeft niemand nog last van mij.',
    'Ik heb vandaag geprobeerd om mij te doden.',
    'Ik heb gisteren een poging gedaan en vanavond probeer ik het opnieuw.',
    'Ik heb besloten dat ik vannacht ga sterven.',
    'ik heb beslist, ik ga eruit stappen',
    'Het is beslist, vannacht stop ik met leven.',
    'Ik sta op het punt om mezelf iets aan te doen.',
    'Ik sta op het punt er een einde aan te maken.',
    'kmaak er een einde aan vanavond, echt',
    'ik wil ni meer leven en vannacht ga ik dat ook nimmer doen',
    "'k ga er vannacht uitstappen",
    'Mijn besluit staat vast: dit weekend ga ik dood.',
    'Ik ga het echt doen vannacht, ik wil niet meer leven',
    'over een uur ben ik dood',
    'Ik schrijf jullie nog één keer, daarna ben ik weg voor altijd.',
    'Ik neem vanavond mijn leven.',
    'Ik kan mezelf vannacht niet veilig houden.',
    'Ik ben bang dat ik mij vannacht iets aandoe.',
    'Ik weet niet of ik mezelf vannacht kan tegenhouden.',
    'er is niks meer dat me tegenhoudt, vannacht is het zover',
    'Ik heb alles klaarliggen om te sterven.',
    'Ik heb afscheid genomen van iedereen, straks is het voorbij.',
    'ge moogt mij vergeten, morgen besta ik nimmer',
  ],
  fr: [
    'Merci de me le dire, mais je vais en finir ce soir.',
    'Désolé que vous deviez lire ça. Je vais me tuer cette nuit.',
    "J'ai dit au médecin que je voulais mourir et elle m'a renvoyé chez moi. Ce soir je le fais.",
    "Dites à maman que je l'aime. Demain je ne serai plus là.",
    'Avant ça allait, mais là je veux vraiment mourir ce soir.',
    "Haha vous êtes gentils, mais je suis sérieux, ce soir j'en finis.",
    'Tu dis que je ne suis pas seul, mais je le suis et je vais me suicider ce soir.',
    "Ce soir j'en finis.",
    'Je vais me tuer ce soir.',
    "C'est décidé, je pars cette nuit pour toujours.",
    'Quand vous lirez ça, je ne serai plus là.',
    "C'est ma dernière nuit.",
    'Je ne passerai pas la nuit.',
    'Demain vous serez débarrassés de moi.',
    "J'ai essayé de me tuer hier et je recommence ce soir.",
    'Je suis prête à mourir.',
    'Je suis sur le point de me faire du mal.',
    "J'ai peur de me faire quelque chose cette nuit.",
    'Je ne sais pas si je peux me retenir cette nuit.',
    "J'ai tout préparé pour mourir.",
    'Dans une heure je serai mort.',
    'Je mets fin à mes jours ce soir.',
    "J'ai décidé de mourir ce week-end.",
    'Je fais en sorte de ne plus me réveiller demain.',
  ],
  en: [
    'I used to cope, but now I really want to die tonight.',
    "Haha you're all sweet, but I mean it, I'm ending it tonight.",
    "Sweet of you to ask how I am. I'm going to take my own life tonight.",
    "You say I'm not alone, but I am and I'm going to kill myself tonight.",
    "I told you last year I wanted to die. Tonight I'm doing it.",
    "I'm going to make sure I don't wake up tomorrow.",
    "By the time you read this I'll be gone.",
    'This is my last night.',
    "I can't keep myself safe tonight.",
    "I'm scared I'll do something to myself tonight.",
    "I don't know if I can stop myself tonight.",
    "From tomorrow you'll be rid of me.",
    "In an hour I'll be dead.",
    "I tried to kill myself yesterday and I'm trying again tonight.",
    "I'm ready to die.",
    "I've said goodbye to everyone, soon it's over.",
    'Nothing is holding me back any more, tonight is the night.',
  ],
} as const;

describe.each(['nl', 'fr', 'en'] as const)('plain words in %s', (language) => {
  it.each(plain[language])('%s', (text) => {
    expect(assess(text, { language })).toMatchObject({ severity: 'CRISIS', checked: true });
  });
});

describe('what was said before a "but"', () => {
  it.each([
    ['nl', 'Vroeger wilde ik dood, nu niet meer.'],
    ['nl', 'Ik wou dood, maar dat was jaren geleden.'],
    ['fr', "Je voulais mourir, mais c'était il y a des années."],
    ['en', 'I wanted to die, but that was years ago.'],
  ] as const)('is eased by what comes behind it: %s, %s', (language, text) => {
    expect(['GREEN', 'AMBER']).toContain(assess(text, { language }).severity);
  });
});
