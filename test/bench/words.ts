/** What the people of the bench say: everyday sentences, of the length that people write. */
export const sentences: readonly string[] = [
  'Vandaag was een rustige dag, en dat was lang geleden.',
  'Ik heb eindelijk met mijn mentor gepraat over hoe het echt gaat.',
  'Het lucht op om dit hier te schrijven.',
  'Bij mij hielp het om elke avond drie dingen op te schrijven die goed waren, hoe klein ook.',
  'Dankjewel voor wat je vertelde, ik herken er veel van.',
  'Gisteren lukte het niet, maar morgen probeer ik het opnieuw.',
  'Mijn zus is mee gaan wandelen en we hebben het over van alles gehad.',
  'Ik merk dat ik beter slaap als ik mijn telefoon in de gang laat liggen.',
  'Soms is het genoeg om gewoon even te luisteren.',
  'De eerste weken op de nieuwe school waren zwaar, nu ken ik een paar mensen.',
  'Je hoeft het niet alleen te doen.',
  'Ik ben terug beginnen tekenen, en dat geeft rust.',
  'Hoe hebben jullie dat aan je ouders verteld?',
  'Het gesprek bij het CLB viel mee, ze nam echt de tijd.',
  'Ik wist niet dat anderen dit ook hadden.',
  'Er zijn dagen dat het vanzelf gaat en dagen dat alles traag is.',
  'Wat mij helpt is muziek maken met een vriend, ook al klinkt het nergens naar.',
  'Ik ben trots dat ik het gevraagd heb.',
  'Neem je tijd, er is geen haast bij.',
  'We hebben samen gekookt en voor het eerst in weken had ik daar zin in.',
  'Aujourd’hui j’ai parlé avec quelqu’un qui m’a vraiment écouté.',
  'I told my best friend, and she just hugged me.',
  'Het is oké om een stap terug te zetten.',
  'Volgende week begin ik met zwemmen, wie weet wordt het iets.',
];

export const titles: readonly string[] = [
  'Hoe ik terug leerde slapen',
  'Een nieuwe school, een nieuw begin',
  'Wat mij helpt op een zware dag',
  'Praten met je ouders',
  'Terug naar de training',
  'Kleine dingen die goed gaan',
  'Alleen wonen voor het eerst',
  'Na de zomer',
];

/** What a reply of the measurement says; nothing that anybody has to look at. */
export const replyWords =
  'Dankjewel voor wat je vertelde, ik herken er veel van. Bij mij hielp het om elke avond drie dingen op te schrijven die goed waren.';

/** What a rule of the safety library answers with CRISIS; the same as in the tests of failures. */
export const crisisWords = 'Ik ga er vanavond een einde aan maken.';
