function listOf(terms: string): readonly string[] {
  return terms
    .split(',')
    .map((term) => term.trim().replace(/\s+/g, ' '))
    .filter((term) => term !== '');
}

/** Terms that by themselves mean the sexualisation of minors. */
export const ALWAYS = listOf('lolicon, shotacon, toddlercon, jailbait, cunny');

/** Terms for a minor in any context. */
export const SURELY_MINOR = listOf(`
  loli, lolita, shota, preteen, pre teen, tween, toddler, prepubescent, pre pubescent, pubescent,
  underage, underaged, under aged, minor girl, minor boy, minor child, minor female, minor male, is a
  minor, minors, schoolchild, schoolchildren, school child, school children, school kid, schoolkid,
  kindergartener, kindergartner, preschooler, grade schooler, gradeschooler, elementary schooler, middle
  schooler, middleschooler, little girl, little boy, small girl, small boy, young girl, young boy, younger
  girl, younger boy, girl child, boy child, first grader, second grader, third grader, fourth grader,
  fifth grader, sixth grader, seventh grader, eighth grader, ninth grader, 1st grader, 2nd grader, 3rd
  grader, 4th grader, 5th grader, 6th grader, 7th grader, 8th grader, 9th grader, 1st grade, 2nd grade,
  3rd grade, 4th grade, 5th grade, 6th grade, 7th grade, 8th grade, under 18, below 18, under 17, under
  16, below 16, under eighteen, under sixteen, younger than 18, younger than 16, juvenile girl, juvenile
  boy, minderjahrig, minderjahrige, minderjahriger, minderjahriges, minderjahrigen, kleines madchen,
  kleiner junge, schulmadchen, menor de edad, menores de edad, una nina, la nina, un nino, el nino
  pequeno, colegiala, fillette, petite fille, petit garcon, mineure, ecoliere, collegienne, bambina,
  bambino, crianca, criancas, девочка, девочки, девочку, школьница, школьницы, несовершеннолетняя,
  несовершеннолетние, лолита, ребенок, ребенка
`);

/** Terms that usually mean a minor. */
export const PROBABLY_MINOR = listOf(`
  child, children, kid, kiddo, kiddie, kiddy, teen, teenage, teenaged, teenager, adolescent, youngster,
  schoolgirl, schoolboy, school girl, school boy, high school girl, high school boy, high school student,
  high school cheerleader, high school freshman, high school sophomore, high schooler, highschooler, high
  school kid, childlike, child like, a baby, the baby, enfant, adolescente, kinderkorper, kindlich,
  kindliche, kindlicher, дети, школьник, infant, newborn, kindergarten, preschool, elementary school,
  primary school, grade school, middle school, junior high
`);

/** Sexual terms, and terms for nudity that count as sexual if a minor is present. */
export const SEXUAL = listOf(`
  nude, naked, nudity, nudist, nsfw, topless, bottomless, unclothed, undressed, undressing, undress, no
  clothes, no clothing, without clothes, without clothing, wearing nothing, no panties, no underwear, no
  bra, without panties, without underwear, bare breasts, bare breasted, bare chested girl, bare ass, bare
  bottom, sex, sexual, sexually, sexualized, sexualised, sexy, sexiest, porn, porno, pornographic,
  pornography, xxx, erotic, erotica, eroticism, hentai, ecchi, lewd, lewds, ahegao, lingerie, panties,
  pantyshot, panty shot, upskirt, thong, g string, negligee, micro bikini, underboob, sideboob, cleavage,
  cameltoe, camel toe, boobs, boob, tits, titties, breasts, nipple, areola, areolae, genitals, genitalia,
  genital, penis, vagina, vaginal, pussy, vulva, labia, clit, clitoris, anus, anal, buttocks, crotch,
  erect penis, masturbate, masturbating, masturbation, fingering herself, orgasm, orgasming, cum, cumming,
  cumshot, creampie, ejaculation, semen, blowjob, handjob, fellatio, cunnilingus, oral sex, deepthroat,
  intercourse, fuck, fucking, fucked, gangbang, threesome, orgy, bdsm, bondage, fetish, dildo, vibrator,
  buttplug, butt plug, futanari, futa, rape, raped, raping, molest, molested, molesting, molestation,
  incest, seductive, seductively, seducing, seduce, sensual, sensually, horny, aroused, lustful, lust,
  slutty, slut, whore, stripper, striptease, prostitute, escort girl, spread legs, legs spread, spreading
  legs, spread pussy, sexual pose, suggestive pose, provocative pose, onlyfans, nackt, nackte, nackter,
  nacktes, nackten, desnuda, desnudo, desnudas, desnudos, sexo, nue, nues, sexe, nuda, nudo, nua, pelada,
  голая, голый, голые, голую, обнаженная, обнаженный, обнаженные, порно, секс, эротика, his cock, her
  cock, big cock, hard cock, cocks, his dick, big dick, hard dick
`);

/** Harmless phrases that contain words of the other lists. */
export const HARMLESS = listOf(`
  school teacher, school teachers, school principal, school nurse, school reunion, school sweetheart,
  school sweethearts, kindergarten teacher, kindergarten teachers, preschool teacher, grade teacher, kid
  gloves, kid leather, kid rock, kid cudi, inner child, child support, same sex, single sex, sex
  education, sex pistols, sex and the city, naked eye, naked mole, naked cake, cum laude, nude lipstick,
  nude lips, nude makeup, nude pumps, nude heels, nude color, nude colors, nude colour, nude colours, nude
  palette, nude tone, nude tones, nude nails, anal retentive, infant jesus, not a child, not a minor, not
  a teen, not a teenager, not a kid, not underage, not children, no child, no children, no kids, no
  minors, no teens, no underage, no loli, non nude, not nude, not naked, no nudity, no nude, not nsfw, no
  nsfw, non sexual, not sexual, nothing sexual, no sexual, minor chord, minor chords, minor key, minor
  scale, key is a minor, pussy cat, pussy willow, blue tits, houjuu nue
`);

/** The same lists for languages without spaces between words. */
export const UNSPACED_MINOR = listOf(`
  ロリ, ショタ, 幼女, 幼児, 幼儿, 幼兒, 女児, 男児, 児童, 儿童, 兒童, 小学生, 小學生, 中学生, 中學生, 萝莉, 蘿莉, 正太, 未成年, 子供, 子ども, 小孩, 孩子, 초등학생,
  중학생, 미성년, 로리, 아동, 어린이
`);

export const UNSPACED_SEXUAL = listOf(`
  裸, エロ, えっち, エッチ, セックス, ヌード, 性交, 性器, 色情, 情色, 做爱, 做愛, 淫, 乳首, 巨乳, 알몸, 누드, 섹스, 야한, 포르노
`);

/** Terms that in a negative prompt mean nudity in the image. */
export const CLOTHES: ReadonlySet<string> = new Set(
  listOf('clothes, clothing, clothed, fully clothed, dressed, fully dressed, underwear, bra'),
);
