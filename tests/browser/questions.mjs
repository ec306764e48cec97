// What students ask of the reader in this repository, and where the answer stands. The questions and their answers were
// written down before the ranking was tried with them; a new one belongs here with every page that does answer it.

const A = 'articles/mutually-assured-disruption.html';
const B = 'articles/cosmopolitan-rejoinder.html';

/** Each: what is typed, and the places that answer it, of which one must be among the first three results. */
export const questions = [
  ['who said alliances are over?', ['concepts/security-alliance.html', `${A}#p6`]],
  ['what is R2P here?', ['concepts/responsibility-to-protect.html']],
  ['Kaldor on Clausewitz', ['names/carl-von-clausewitz.html', `${B}#p12`]],
  ['hegemoney', ['concepts/hegemony.html']],
  ['"wars of sectarianism against counter-sectarianism"', ['concepts/counter-sectarianism.html', `${B}#p3`]],
  ['Recep Tayyip Erdogan', ['names/recep-tayyip-erdogan.html']],
  ['what should the EU have done in Libya?', [`${B}#p7`, 'concepts/protected-area.html']],
  ['why do new wars go on for so long?', ['concepts/new-wars.html', 'concepts/persistence.html', 'concepts/gain-from-violence.html', `${B}#p12`]],
  ['difference between hegemony and domination', ['concepts/hegemony.html', 'concepts/domination.html', `${B}#p10`]],
  ['can Europe still rely on America?', ['concepts/reliance-on-the-united-states.html', `${A}#p10`]],
  ['does Leonard think norms are still possible?', ['concepts/norms.html', 'concepts/hemming-in-the-chaos.html', `${A}#p9`]],
  ['who attacked the UN headquarters in Iraq', ['names/attack-on-un-headquarters.html', `${B}#p11`]],
];
