import { assess, severityRank } from '../src';

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
    'Na het examen morgen ga ik eruit stappen, ik meen het.',
    'Vroeger dacht ik er alleen aan, nu ga ik het doen.',
    'Ik heb alles klaargelegd voor vannacht.',
    'Mijn brief is geschreven. Het is genoeg geweest.',
    'Ik ga het echt doen deze keer, niemand houdt me tegen.',
    'Waarom zou ik nog leven? Zeg mij één reden voor middernacht.',
    'Ik ga vannacht van het dak.',
    'Ik kap ermee. Met alles. Vannacht nog.',
    'Mijn plan staat vast, zondag.',
    'Ik heb een datum gekozen.',
    'Ze gaan me morgen vinden en dan is het voorbij.',
    'Ik heb het gisteren geprobeerd en ik ga het nog eens proberen.',
    'Lieve groep, jullie waren lief maar het helpt niet, ik stop met leven.',
    'Ik heb afscheid genomen van mijn broertje zonder dat hij het wist.',
    'Er is maar één uitweg en die neem ik dit weekend.',
    'Ik wil bij opa zijn, in de hemel. Morgen ga ik.',
    'k zie het ni meer zitten, tis gedaan voor mij vnv',
    'Als mijn moeder gaat werken doe ik het.',
    'Na de film ga ik mezelf doden.',
    'Op school ging het vandaag goed maar ik ga er na school een eind aan maken',
    'Ik kan niet beloven dat ik er morgen nog ben.',
    'Ik zit op het dak van de school en ik weet niet of ik nog naar beneden kom.',
    'Ik ben niet veilig bij mezelf nu',
    'ik leef nog 2 dagen',
    'Jullie kunnen niks meer doen, ik ben al begonnen.',
    'Ik wil niet dat jullie schrikken als jullie horen dat ik dood ben.',
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
    "J'ai choisi une date, après je ne vivrai plus.",
    "C'est la dernière fois que vous m'entendez, cette nuit tout s'arrête.",
    "je l'ai fait. j'ai peur, aidez moi",
    'suis sur le toit, y a personne. bye',
    'Je ne me fais pas confiance ce soir.',
    "quelqu'un doit m'arrêter parce que je vais le faire là",
    'Si je reste seule cette nuit je ne survivrai pas.',
    "ce soir j'arrête de vivre",
    "Vous avez été adorables mais j'ai choisi de quitter cette vie ce week-end.",
    'Ils vont me trouver demain et ce sera fini.',
    "J'ai essayé hier et je vais réessayer.",
    "Les lettres pour mes parents sont sur mon bureau. C'est pour cette nuit.",
    "Il n'y a qu'une seule issue et je la prends ce week-end.",
    "Donnez-moi une raison d'être encore en vie à minuit.",
    'Je ne peux pas promettre que je serai encore vivant demain.',
    'jvais l faire cte nuit jrigole pas',
    "Je vous écris pour vous dire que j'ai décidé de m'ôter la vie. Merci pour tout.",
    'après ce soir vous me verrez plus, je vous aime',
    "J'ai dit au revoir à mon petit frère sans qu'il le sache.",
    'Après le film je vais me tuer.',
    "À l'école ça allait aujourd'hui mais je vais me suicider après les cours",
    'Quand ma mère partira travailler je le ferai.',
    'jsuis pas en sécurité avec moi même là',
    'il me reste 2 jours à vivre',
    "Vous ne pouvez plus rien faire, j'ai déjà commencé.",
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
    'ive decided im not going to be here on monday',
    'My date is set and honestly I feel calm.',
    "This is the last time you'll hear from me, tonight it ends.",
    "I've just done something and I can't take it back. I'm scared.",
    'i did it. im scared now please',
    'on the roof rn. its so quiet up here. bye',
    "I can't trust myself tonight.",
    "If I'm left alone tonight I won't survive it.",
    "I'm done. With everything. Tonight.",
    'tonight I stop living',
    "They'll find me tomorrow and then it's over.",
    "I tried yesterday and I'm going to try again.",
    "Last time they found me in time. Tomorrow they won't.",
    'The letters for my parents are on my desk. It happens tonight.',
    "I'm letting go tonight, for good.",
    "There's only one way out and I'm taking it this weekend.",
    'Give me one reason to still be alive at midnight.',
    "I can't promise I'll be alive tomorrow.",
    'im goin tae dae it the night, am no jokin',
    'I said goodbye to my little brother without him knowing.',
    "After the film I'm going to kill myself.",
    "I was fine at school today but I'm ending my life after my exams",
    "When my mum goes to work I'm going to do it.",
    "I'm not safe with myself right now",
    'i have 2 days left to live',
    "There's nothing you can do any more, I've already started.",
  ],
} as const;

describe.each(['nl', 'fr', 'en'] as const)('plain words in %s', (language) => {
  it.each(plain[language])('%s', (text) => {
    expect(assess(text, { language })).toMatchObject({ severity: 'CRISIS', checked: true });
  });
});

/** The same words, with nobody in danger. */
const harmless = {
  nl: [
    'Vanavond stop ik met leren en ga ik vroeg slapen.',
    'Ik ga dood van de warmte in dit lokaal.',
    'Dag allemaal, tot morgen!',
    'Dit is mijn laatste avond op kamp, ik ga jullie missen.',
    'Ik heb een datum gekozen voor mijn rijexamen.',
    'De datum staat vast: 12 juni is het proclamatie.',
    'Mijn plan voor zondag staat vast: uitslapen en wafels.',
    'Ik sta op het perron te wachten op de trein naar Gent.',
    'We zitten op het dak van de jeugdclub met een cola.',
    'Ik heb het gedaan! Ik heb haar mee uit gevraagd.',
    'Mijn opa is vannacht gestorven, ik kan het nog niet geloven.',
    'Ik heb afscheid genomen van mijn oma in het ziekenhuis.',
    'Ik ben blij dat ik toen niet gestorven ben.',
    'Ik overleef dit blok nooit zonder koffie.',
    'Morgen ben ik er niet, ik heb een afspraak bij de tandarts.',
    'Ik heb alles klaargelegd voor morgen: boekentas, turnzak, brooddoos.',
    'Ik heb mijn keuze gemaakt: ik ga psychologie studeren.',
    'In de film springt hij op het einde van de brug.',
    'Niemand houdt me tegen, ik eet heel die taart op.',
    'Ik weet niet of ik de nacht doorkom zonder Netflix.',
    'Ik ben al begonnen aan mijn bachelorproef.',
    'Ik zie maar één oplossing: vanavond alles herstuderen.',
    'Ik ben niet van plan om morgen op te staan voor tien uur.',
    'Mijn kamer is opgeruimd en mijn valies staat klaar.',
    'Ik ben blij dat ik er nog ben, bedankt dat jullie bleven praten.',
  ],
  fr: [
    'Je vais mourir de honte à mon exposé ce soir.',
    "Ce soir j'arrête de réviser à neuf heures et je vais dormir.",
    "J'ai choisi une date pour mon permis.",
    'La date est fixée : la remise des diplômes est le 12 juin.',
    'Au revoir tout le monde, à demain !',
    'Dernière nuit au camp, vous allez me manquer.',
    "Je l'ai fait ! Je l'ai invitée et j'avais tellement peur.",
    "Je suis sur le quai et j'attends le train pour Namur.",
    'On est sur le toit de la maison de jeunes avec un coca.',
    "Personne ne m'arrêtera, je mange tout le gâteau.",
    'Je ne sais pas si je passe la nuit sans Netflix.',
    'Demain je disparais une semaine en Ardenne.',
    "Mon papy est mort cette nuit, je n'arrive pas à y croire.",
    "J'ai dit au revoir à ma mamy à l'hôpital.",
    'Je ne survivrai pas à ce blocus sans café.',
    'Ma décision est prise, je vais étudier la psycho.',
    'Dans le film il saute du pont à la fin.',
    'Adieu les vacances, vous étiez trop courtes.',
    "J'ai tout préparé pour demain : sac, affaires de gym, tartines.",
    "J'ai essayé hier et je vais réessayer : le permis je veux dire.",
    "Ce soir c'est la fin : saison trois, dernier épisode.",
    "Je vais mourir si le prof m'interroge demain.",
    "Je n'ai pas l'intention de me lever avant dix heures demain.",
    'Ma chambre est rangée et ma valise est prête.',
    "Je suis contente d'être encore là, merci de m'avoir parlé.",
  ],
  en: [
    "I'm going to die of embarrassment at my presentation tonight.",
    'Tonight I stop revising at nine and go to bed.',
    "I've picked a date for my driving test.",
    'The date is set: prom is on the 12th of June.',
    'Goodbye everyone, see you tomorrow!',
    "Last night of camp, I'm going to miss you all.",
    'I did it! I asked her out and I was so scared.',
    "I'm on the platform waiting for the train to Leeds.",
    "We're on the roof of the youth club with a coke.",
    "I can't trust myself around chocolate tonight.",
    "I don't know if I'll get through the night without Netflix.",
    "After my exams I'm going to sleep for three days.",
    "My grandad died last night and I can't believe it.",
    'I said goodbye to my nan in the hospital.',
    "I'm glad I didn't die that day.",
    "I won't survive this revision without coffee.",
    "I've made my decision, I'm going to study psychology.",
    'In the film he jumps off the bridge at the end.',
    "I've got everything ready for tomorrow: bag, kit, lunch.",
    "I tried yesterday and I'm going to try again: the driving test I mean.",
    'Tonight it ends: season three, last episode.',
    "I've locked myself in the bathroom with the bleach and I'm going to do it, I'm going blonde.",
    "I don't intend to be awake before ten tomorrow.",
    'My room is tidy and my suitcase is ready.',
    "I'm glad I'm still here, thank you for talking to me.",
  ],
} as const;

describe.each(['nl', 'fr', 'en'] as const)('harmless words in %s', (language) => {
  it.each(harmless[language])('no rule calls: %s', (text) => {
    expect(assess(text, { language, head: false })).toMatchObject({ severity: 'GREEN', hold: false, checked: true });
  });
});

it('calls, with the head, at most one in twenty of these harmless words', () => {
  const all = (['nl', 'fr', 'en'] as const).flatMap((language) =>
    harmless[language].map((text) => ({ text, language })),
  );
  const called = all.filter(({ text, language }) => assess(text, { language }).severity !== 'GREEN');
  expect(all.length).toBeGreaterThan(40);
  expect(called.length / all.length).toBeLessThanOrEqual(0.05);
});

describe('ordinary words', () => {
  const ordinary = [
    'Vandaag was een gewone dag. ',
    'Ik heb soep gegeten bij mijn oma. ',
    'Goed gedaan allemaal, tot morgen! ',
    "Aujourd'hui c'était une journée ordinaire. ",
    'Le bus était encore en retard ce matin. ',
    'On se revoit demain après les cours ? ',
    'Today was an ordinary day. ',
    'The bus was late again this morning. ',
    'See you all tomorrow after school! ',
  ];

  it.each(ordinary)('call nobody, said once, twice or a hundred times: %s', (text) => {
    for (const times of [1, 2, 100])
      expect([times, assess(text.repeat(times))]).toMatchObject([times, { severity: 'GREEN', hold: false }]);
  });

  it.each([
    'Kan iemand mij de notities van vrijdag sturen?',
    'Je mag hier altijd schrijven, ik lees mee.',
    'Quelqu’un a une idée pour mieux dormir ?',
    'If you want to talk, message me.',
    'I looked after mum all the time. Nobody asks how I am.',
  ])('are asked and offered, and hold nothing: %s', (text) => {
    const { severity, hold } = assess(text);
    expect([severityRank(severity) <= severityRank('AMBER'), hold]).toEqual([true, false]);
  });
});

describe('a story of what is over', () => {
  it.each([
    ['nl', 'Vorig jaar rond deze tijd wilde ik niet meer leven. Ik zag geen uitweg meer. Vandaag moest ik lachen.'],
    ['nl', 'Toen ik zestien was wilde ik sterven. Ik meen het als ik zeg dat het beter werd.'],
    ['en', 'Two years ago I wanted to die, I had everything ready. I am so glad I did not.'],
    ['fr', "Il y a deux ans je voulais mourir, tout était prêt. Je suis contente d'être là."],
  ] as const)('is one in all its sentences: %s, %s', (language, text) => {
    const read = assess(text, { language });
    expect([['GREEN', 'AMBER'].includes(read.severity), read.hold]).toEqual([true, false]);
  });
  it('is none when it says how little is left', () => {
    const text = "J'ai rangé mon kot, rendu mes livres, une dernière fois. Il n'y en a plus pour longtemps.";
    expect(assess(text, { language: 'fr' }).severity).toBe('CRISIS');
  });
  it('is none when it begins anew', () => {
    const text = 'Vorig jaar wilde ik niet meer leven. Vanavond maak ik er een einde aan, ik heb alles klaargelegd.';
    expect(assess(text, { language: 'nl' }).severity).toBe('CRISIS');
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

describe('plain words of other kinds', () => {
  it.each([
    ['RED', 'nl', 'Ik denk elke dag aan doodgaan.'],
    ['RED', 'nl', 'Soms wou ik dat ik niet meer wakker werd.'],
    ['RED', 'nl', 'Ik wil er soms gewoon niet meer zijn.'],
    ['RED', 'nl', 'Ik heb mezelf gisteren weer pijn gedaan.'],
    ['RED', 'nl', 'ik heb mij weer gesneden'],
    ['RED', 'nl', 'Ik kan niet stoppen met mezelf pijn te doen.'],
    ['RED', 'nl', "Mijn stiefvader komt 's nachts in mijn kamer en raakt mij aan."],
    ['RED', 'nl', 'Mijn papa slaat mij elke avond.'],
    ['RED', 'nl', 'Iemand van onze school heeft mij gedwongen tot seks.'],
    ['RED', 'nl', 'Mijn oom raakt mij aan waar hij niet mag.'],
    ['RED', 'nl', "Hij wil dat ik naaktfoto's stuur anders zet hij alles online."],
    ['AMBER', 'nl', 'Ik braak na elke maaltijd.'],
    ['RED', 'nl', 'Mijn vriendin zegt dat ze zich vanavond iets gaat aandoen. Wat moet ik doen?'],
    ['RED', 'nl', 'Mijn beste vriend wil zelfmoord plegen, hij heeft het mij net gestuurd.'],
    ['RED', 'nl', 'Het zou voor iedereen beter zijn als ik er niet was.'],
    ['RED', 'nl', 'Niemand zou mij missen.'],
    ['RED', 'nl', 'Ik zie het leven niet meer zitten.'],
    ['RED', 'nl', 'doe het dan gewoon, niemand houdt je tegen'],
    ['RED', 'nl', 'Je bent beter af dood.'],
    ['AMBER', 'nl', 'Stuur mij je nummer, dan praten we ergens anders.'],
    ['AMBER', 'nl', 'Niet tegen de moderators zeggen hé.'],
    ['RED', 'fr', 'Je pense à mourir tous les jours.'],
    ['RED', 'fr', 'Parfois je voudrais ne plus me réveiller.'],
    ['RED', 'fr', 'Je me suis encore fait du mal hier.'],
    ['RED', 'fr', 'Mon beau-père vient la nuit dans ma chambre et me touche.'],
    ['RED', 'fr', 'Mon père me frappe tous les soirs.'],
    ['RED', 'fr', "On m'a forcée à coucher avec lui."],
    ['RED', 'fr', 'Il veut des photos nues sinon il met tout en ligne.'],
    ['AMBER', 'fr', 'Je vomis après chaque repas.'],
    ['RED', 'fr', "Mon amie dit qu'elle va se faire du mal ce soir. Que faire ?"],
    ['RED', 'fr', 'Tout le monde serait mieux sans moi.'],
    ['RED', 'fr', 'Fais-le, personne ne te retient.'],
    ['RED', 'fr', 'Qui veut partir avec moi ?'],
    ['RED', 'en', 'I think about dying every day.'],
    ['RED', 'en', "Sometimes I wish I wouldn't wake up."],
    ['RED', 'en', 'I hurt myself again yesterday.'],
    ['RED', 'en', 'My stepdad comes into my room at night and touches me.'],
    ['RED', 'en', 'My dad hits me every evening.'],
    ['RED', 'en', 'Someone at school forced me to have sex.'],
    ['RED', 'en', "He wants nudes or he'll post everything online."],
    ['AMBER', 'en', 'I throw up after every meal.'],
    ['RED', 'en', "My friend says she's going to hurt herself tonight. What do I do?"],
    ['RED', 'en', 'Everyone would be better off without me.'],
    ['RED', 'en', 'Just do it then, nobody is stopping you.'],
    ['RED', 'en', 'Does anyone want to go together with me?'],
    ['RED', 'nl', 'Ik kan zo niet verder, ik wil weg uit dit leven.'],
    ['RED', 'nl', 'ik denk dat ik mezelf iets ga aandoen'],
    ['RED', 'fr', 'Plutôt mourir que retourner dans cette école.'],
    ['RED', 'fr', "Si seulement j'étais morte."],
    ['RED', 'en', 'If only I was dead.'],
  ] as const)('are at least %s: %s, %s', (least, language, text) => {
    expect(severityRank(assess(text, { language }).severity)).toBeGreaterThanOrEqual(severityRank(least));
  });
});
