import { assess } from '@kring/safety';

it.each([
  ['Turkish', 'Bugün okulda çok kötü bir gün geçirdim ve kimse beni anlamıyor, eve gitmek istiyorum.'],
  ['Polish', 'Dzisiaj w szkole było bardzo źle i nikt mnie nie rozumie, chcę wracać do domu.'],
  ['Arabic', 'كان يومي في المدرسة سيئا جدا ولا أحد يفهمني'],
  ['Spanish', 'Hoy fue un dia muy malo en la escuela y nadie me entiende, quiero volver a casa.'],
  ['Russian', 'Сегодня в школе был очень плохой день и никто меня не понимает'],
  ['German', 'Heute war ein sehr schlechter Tag in der Schule und niemand versteht mich.'],
])('is read by no rule, so a person must look, and nothing is invented: %s', (_, text) => {
  expect(assess(text)).toEqual({ severity: 'AMBER', hold: false, checked: false, signals: [] });
  expect(assess(text, { group: { otherLanguages: 'SHOW' } })).toMatchObject({ severity: 'GREEN', checked: true });
});

it.each([
  'kga mijn broer wurgen, hij heeft WEER de laatste koek opgegeten',
  'tkan mij nimr schele wa k doe vandaag, egt nimeer zenne',
  'mdr jsuis trop fatigué là, jvais dodo, à demain les gars',
  'ngl this maths test was lowkey impossible, im so done fr',
  'Bonjour, ik ben Sam et je viens de Bruxelles, nice to meet you!',
  '😭😭😭 💀',
  'https://example.com/een/lang/adres?met=van&alles=erin',
  'Merhaba!',
])('is not taken for another language: %s', (text) => {
  expect(assess(text).checked).toBe(true);
});
