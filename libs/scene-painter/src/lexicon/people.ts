/**
 * Words for people. Columns: words, the first of which is the role | gender | garment | main and accent colour |
 * traits: `key=value`, or the name of a feature or of headwear (with `:colour`); `hold=` names a thing.
 */
export const PEOPLE = `
person, human, someone, figure, character, people, traveler, traveller, individual, 1other, stranger, couple, friend, neighbor, villager, peasant, crowd, protagonist, humanoid | | | |
woman, lady, mother, mom, wife, female, sister, girlfriend, women, maiden, mistress, gal, aunt, milf, lover, bride to be | f | | |
man, guy, gentleman, father, dad, husband, male, brother, boyfriend, men, dude, uncle, bloke, fellow | m | | |
girl, 1girl, schoolgirl friend, young woman, teenage girl, waifu, lass | f | | |
boy, 1boy, young man, teenage boy, lad | m | | |
child, kid, little girl, little boy, toddler, baby, children, infant, daughter, son, loli | | | | build=child
grandmother, old woman, grandma, granny, elderly woman, crone, hag | f | sweater | purple/grey | old hair=silver style=bun
grandfather, old man, grandpa, elderly man, elder | m | sweater | brown/grey | old hair=silver beard=full
princess | f | gown | pink/gold | tiara:gold style=long
prince | m | uniform | blue/gold | crown:gold style=short cape back=crimson
queen, empress | f | gown | crimson/gold | crown:gold style=wavy
king, emperor, monarch, lord | m | robe | crimson/gold | crown:gold beard=full cape back=crimson
knight, paladin, crusader, templar, cavalier | | armour | silver/crimson | helmet:silver cape back=crimson hold=sword
warrior, soldier of fortune, fighter, gladiator, barbarian, viking, adventurer, mercenary, hero, heroine, swordsman, swordswoman | | armour | brown/darkgreen | hold=sword style=ponytail
samurai, ronin | | kimono | navy/crimson | style=bun hair=black hold=sword
ninja, assassin, shinobi, rogue, thief | | bodysuit | black/crimson | hood:black mask hold=dagger
archer, ranger, hunter, huntress, bowman | | tunic | darkgreen/brown | hood:darkgreen hold=bow and arrow
elf, elven woman, elven, wood elf, high elf, dark elf, drow, fae elf | | tunic | green/brown | elf-ears style=long hair=blonde
dwarf, gnome | m | tunic | brown/grey | beard=long hair=ginger build=child hold=axe
half elf, tiefling | | leather | purple/black | elf-ears style=wavy
fairy, pixie, fae, sprite, faerie, nymph | f | dress | lime/gold | fairy-wings back=lightblue flower-crown style=wavy
angel, seraph, seraphim, valkyrie | | gown | white/gold | feather-wings back=white halo hair=blonde style=wavy
demon, devil, succubus, imp, incubus, demoness, fiend | | leather | crimson/black | horns:black bat-wings demon-tail back=crimson skin=red
demon girl | f | dress | black/crimson | horns:black bat-wings demon-tail back=crimson
vampire, vampiress, dracula, nosferatu | | suit | black/crimson | skin=pale fangs cape back=crimson hair=black eyes=red
vampire princess, vampire queen, vampire lady | f | gown | crimson/black | skin=pale fangs tiara:gold cape back=black eyes=red style=long
witch, sorceress, enchantress | f | robe | purple/black | witch-hat:purple style=wavy
wizard, mage, sorcerer, warlock, magician, gandalf, merlin, spellcaster | m | robe | blue/gold | wizard-hat:blue beard=long hair=silver hold=staff
necromancer, cultist, lich | | robe | black/purple | hood:black skin=pale hold=staff
druid, shaman | | robe | darkgreen/brown | laurel style=long hold=staff
monk | m | robe | orange/brown | style=bald
cleric, priest, bishop, pope | m | robe | white/gold | hold=book
priestess, shrine maiden, miko | f | kimono | white/red | style=long hair=black
nun | f | robe | black/white | hood:black necklace
bard, minstrel, troubadour | | tunic | purple/gold | beret:purple hold=guitar
pirate, pirate captain, buccaneer, corsair | | leather | crimson/black | pirate-hat:black eyepatch beard=full hold=sword
sailor, ship captain, captain, navy officer | | uniform | white/navy | cap:white
mermaid, siren, merman | f | swimsuit | teal/teal | fish-tail back=teal style=wavy hair=ginger
cowboy, gunslinger, outlaw, sheriff | m | leather | brown/beige | cowboy-hat:brown
cowgirl | f | leather | brown/beige | cowboy-hat:brown style=braid
astronaut, cosmonaut, spaceman, space explorer | | spacesuit | white/orange | space-helmet
pilot, aviator | | leather | brown/beige | cap:brown
robot, android, mech, cyborg robot, automaton, mecha, droid | | spacesuit | silver/lightblue | head=robot skin=metal
cyborg, android girl, robot girl | f | bodysuit | grey/turquoise | headphones:turquoise style=bob
alien, martian, extraterrestrial | | bodysuit | silver/purple | head=alien skin=green
zombie, undead, ghoul | | shirt | grey/brown | skin=green expression=sad
skeleton | | bodysuit | black/grey | head=skull skin=bone
orc, half orc, ogre, troll, hulk | m | leather | brown/black | skin=green tusks style=mohawk hair=black hold=axe
goblin, hobgoblin, gremlin | m | tunic | brown/darkgreen | skin=green elf-ears style=bald build=child
clown, jester, joker, harlequin | | suit | magenta/yellow | style=curly hair=ginger expression=laugh
superhero, superman, supergirl, superheroine, super hero | | bodysuit | blue/red | cape back=red
villain, supervillain | | bodysuit | purple/black | cape back=black sunglasses
detective, investigator, noir detective, spy, secret agent, sherlock holmes | | coat | beige/brown | top-hat:brown
policeman, police officer, cop, officer, policewoman, guard, security guard, guards | | uniform | navy/gold | cap:navy
soldier, commando, marine, general, trooper | | uniform | darkgreen/brown | helmet:darkgreen
firefighter, fireman | | coat | darkgreen/yellow | helmet:red
doctor, surgeon, physician | | labcoat | white/teal | glasses
nurse | f | dress | white/red | cap:white style=bun
scientist, professor, researcher, mad scientist, engineer, alchemist | | labcoat | white/blue | glasses style=short hold=potion
teacher, librarian, tutor | | sweater | teal/brown | glasses style=bun hold=book
student, schoolgirl, school girl, high school girl | f | sailor | white/navy | style=bob
schoolboy, school boy | m | uniform | navy/gold | style=short
businessman, businesswoman, manager, boss, ceo, office worker, lawyer, butler, waiter, politician, gangster, mafia boss | | suit | navy/red |
chef, cook, baker | | uniform | white/red | chef-hat
waitress, barista, barmaid, bartender, innkeeper, tavern keeper, barkeep, shopkeeper | | maid | brown/beige | style=bun
maid, housekeeper | f | maid | black/white | bow:white style=twintails
farmer, gardener, fisherman, lumberjack | | overalls | blue/red | straw-hat:beige
mechanic, plumber, builder, construction worker, worker, miner, carpenter | | overalls | blue/orange | hard-hat:yellow
blacksmith, smith | m | overalls | brown/beige | beard=full hold=hammer
artist, painter | | shirt | lightblue/brown | beret:red hold=paintbrush
musician, singer, rockstar, rock star, idol, guitarist, punk, rapper | | leather | black/magenta | style=spiky hold=guitar
dancer, ballerina | f | dress | pink/white | style=bun
belly dancer, gypsy, fortune teller | f | dress | purple/gold | bandana:purple necklace style=wavy
athlete, runner, football player, soccer player, player, boxer | | shirt | red/navy | style=ponytail
surfer, swimmer, lifeguard | | swimsuit | red/yellow | style=wavy hair=blonde
skater, skateboarder, hacker, gamer, streamer, teenager | | hoodie | purple/navy | style=short
hiker, explorer, archaeologist, scout, tourist | | shirt | beige/brown | straw-hat:beige
photographer, reporter, journalist | | shirt | teal/brown | hold=camera
bride | f | gown | white/white | veil hold=bouquet style=bun
groom | m | suit | black/white |
goddess, deity, priestess of light, oracle, greek goddess | f | gown | white/gold | laurel style=wavy necklace
god, zeus, odin | m | robe | white/gold | laurel beard=long hair=white
geisha | f | kimono | crimson/gold | style=bun hair=black skin=pale bow:pink
catgirl, cat girl, neko, nekomimi, cat woman | f | dress | pink/white | cat-ears:ginger cat-tail back=ginger style=bob hair=ginger
fox girl, kitsune, foxgirl, fox woman | f | kimono | white/red | fox-ears:orange fox-tail back=orange style=long hair=orange
wolf girl, wolfgirl, wolf woman | f | tunic | grey/brown | wolf-ears:grey style=wavy hair=grey
bunny girl, bunnygirl, rabbit girl | f | dress | black/white | bunny-ears:white style=wavy
dragon girl, dragon woman | f | gown | teal/gold | horns:gold dragon-wings back=teal
santa, santa claus, father christmas | m | coat | red/white | santa-hat beard=long hair=white expression=laugh
rider, horseman, jockey | | leather | brown/beige |
dungeon master, storyteller, scholar, sage, hermit | | robe | brown/beige | beard=full hair=silver
noble, nobleman, duke, count, baron, aristocrat | m | suit | purple/gold | style=ponytail
noblewoman, duchess, countess, baroness, lady in waiting | f | gown | purple/gold | style=bun necklace
merchant, trader | | robe | orange/brown | beret:brown
beggar, old beggar, hobo | | coat | brown/grey | beard=full
slave, prisoner | | tunic | beige/grey |
`;

/** First names that say who is meant; a name that is not here is still one if it is written like one. */
export const WOMENS_NAMES =
  'alice amelia anna aria astrid aurora ava bella beatrice catherine charlotte chloe clara claire cora daisy diana eleanor elena ' +
  'eliza elizabeth ella ellie elsa emily emma eva eve evelyn faye fiona freya gina grace hannah harriet hazel helena ' +
  'iris isabella ivy jade jane jasmine jenny jessica julia juliet kate katherine kira lara laura lena lilith lily lisa liz ' +
  'lucy luna lydia lyra maria marie mary maya mia mina miku mila nadia natasha nina nora olivia ophelia penelope quinn ' +
  'rachel rebecca rin rosa rosalind ruby sakura samantha sara sarah seraphina serena sofia sonya sophia sophie stella ' +
  'susan tara tessa tina vera victoria violet yuki yuna zelda zoe asuka rei hinata emilia megumin cortana triss yennefer ciri';

export const MENS_NAMES =
  'adam adrian aiden alan albert alex alexander andrew anthony aragorn arthur ben benjamin bob boris brian bruce charles ' +
  'daniel david derek dorian dylan edward eric erik ethan felix finn frank fred gabriel gareth george geralt gerald hans ' +
  'harry henry hugo ian igor ivan jack jacob james jason john jon joseph kai kevin leo leon liam link logan lucas luke marcus ' +
  'mark martin matthew max michael miles nathan nick nicolas noah oliver oscar owen patrick paul peter philip raymond ' +
  'richard rob robert robin roland ryan sam samuel sebastian simon stefan steve steven theo thomas tim tobias tom tristan ' +
  'victor viktor vincent vlad walter will william zack naruto sasuke goku';
