//! Chance, and the words it draws.

use std::collections::BTreeSet;

const ONSETS: [&str; 20] = [
    "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "gr", "ch", "qu",
];
const VOWELS: [&str; 12] = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "ea", "io", "é"];
const ENDS: [&str; 10] = ["", "", "", "n", "r", "l", "t", "m", "nd", "x"];

/// Numbers that look random and depend on the seed alone (SplitMix64; Steele, Lea and Flood 2014).
pub struct Random(u64);

impl Random {
    /// The sequence that begins at `seed`.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// A number less than `limit`, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * limit as u128) >> 64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// All words there are, the most frequent first.
pub struct Stock {
    /// Each word once, in lower case.
    pub words: Vec<String>,
    /// Words that stand in no running text: only concepts of one word are called so.
    pub reserved: Vec<String>,
    zipf: Zipf,
}

impl Stock {
    /// 20,000 words for texts and 4,000 reserved ones; the frequent ones are short.
    pub fn new(random: &mut Random) -> Stock {
        let mut seen = BTreeSet::new();
        let mut words = Vec::new();
        while words.len() < 24_000 {
            let n_syllables = match words.len() {
                0..400 => 1,
                400..4_000 => 2,
                4_000..20_000 => 3,
                _ => 4,
            };
            let word: String = (0..n_syllables).map(|_| syllable(random)).collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let reserved = words.split_off(20_000);
        Stock { zipf: Zipf::new(words.len()), words, reserved }
    }

    /// A word, the frequent ones more often.
    pub fn word(&self, random: &mut Random) -> &str {
        &self.words[self.zipf.draw(random)]
    }
}

/// Draws indices so that the nth is drawn about 1/n as often as the first.
pub struct Zipf(Vec<usize>);

impl Zipf {
    /// Over indices less than `n`.
    pub fn new(n: usize) -> Zipf {
        let mut sum = 0;
        // Whole numbers: floating point could differ between machines.
        Zipf(
            (0..n)
                .map(|index| {
                    sum += (1 << 32) / (index + 3);
                    sum
                })
                .collect(),
        )
    }

    /// One index.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.below(self.0.last().copied().unwrap_or(1));
        self.0.partition_point(|sum| *sum <= at)
    }
}

/// `word` with a capital at its head.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn syllable(random: &mut Random) -> String {
    let vowel = VOWELS[if random.chance(90) { random.below(11) } else { random.below(12) }];
    format!("{}{vowel}{}", ONSETS[random.below(ONSETS.len())], ENDS[random.below(ENDS.len())])
}
