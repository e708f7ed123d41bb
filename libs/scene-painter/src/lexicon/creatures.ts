/**
 * Animals and other beings. Columns: art | height in metres | habit | roles | words, the first of which is the
 * name. Art is an icon's name, or `plush:` and the icon of a head that gets a body, or `drawn:`.
 */
export const CREATURES = `
cat                | 0.5 | ground | alive      | cat, kitten, kitty, tabby, feline, cat face
black-cat          | 0.5 | ground | alive      | black cat, black kitten
dog                | 0.7 | ground | alive      | dog, puppy, hound, doggo, corgi, shiba inu, golden retriever, labrador, canine
poodle             | 0.7 | ground | alive      | poodle
plush:wolf         | 1   | ground | alive      | wolf, werewolf, husky, coyote
plush:fox          | 0.7 | ground | alive      | fox, vixen, kitsune fox
plush:bear         | 1.6 | ground | alive      | bear, grizzly
plush:polar-bear   | 1.6 | ground | alive      | polar bear, white bear
plush:panda        | 1.3 | ground | alive      | panda
plush:koala        | 0.8 | ground | alive      | koala
plush:lion         | 1.3 | ground | alive      | lion, lioness
tiger              | 1.2 | ground | alive ride | tiger, tigress
leopard            | 1   | ground | alive      | leopard, cheetah, jaguar, panther, puma
horse              | 2   | ground | alive ride | horse, mare, stallion, pony, steed, mustang
drawn:unicorn      | 2   | ground | alive ride | unicorn
drawn:pegasus      | 2   | ground | alive ride | pegasus, winged horse
zebra              | 1.8 | ground | alive ride | zebra
donkey             | 1.5 | ground | alive ride | donkey, mule
deer               | 1.8 | ground | alive ride | deer, stag, doe, fawn, reindeer, elk, moose, antelope, gazelle
cow                | 1.6 | ground | alive      | cow, cattle
ox                 | 1.7 | ground | alive ride | ox, bull
water-buffalo      | 1.7 | ground | alive ride | buffalo, water buffalo
bison              | 1.8 | ground | alive ride | bison
pig                | 0.8 | ground | alive      | pig, piglet, boar, hog
ewe                | 0.9 | ground | alive      | sheep, lamb, ewe
ram                | 1   | ground | alive      | ram
goat               | 0.9 | ground | alive      | goat
camel              | 2.2 | ground | alive ride | camel, dromedary
llama              | 1.7 | ground | alive ride | llama, alpaca
giraffe            | 4   | ground | alive      | giraffe
elephant           | 3   | ground | alive ride | elephant
mammoth            | 3.2 | ground | alive ride | mammoth, woolly mammoth
rhinoceros         | 1.8 | ground | alive ride | rhinoceros, rhino
hippopotamus       | 1.6 | ground | alive      | hippopotamus, hippo
kangaroo           | 1.5 | ground | alive      | kangaroo, wallaby
gorilla            | 1.7 | ground | alive      | gorilla, ape
orangutan          | 1.4 | ground | alive      | orangutan
monkey             | 0.9 | ground | alive      | monkey, chimpanzee, chimp
sloth              | 0.8 | ground | alive      | sloth
otter              | 0.6 | ground | alive      | otter
beaver             | 0.6 | ground | alive      | beaver
badger             | 0.6 | ground | alive      | badger
skunk              | 0.5 | ground | alive      | skunk
plush:raccoon      | 0.6 | ground | alive      | raccoon, red panda, tanuki
chipmunk           | 0.4 | ground | alive      | squirrel, chipmunk
hedgehog           | 0.35| ground | alive      | hedgehog, porcupine
rabbit             | 0.45| ground | alive      | rabbit, bunny, hare
plush:hamster      | 0.35| ground | alive      | hamster, guinea pig
mouse              | 0.25| ground | alive      | mouse
rat                | 0.3 | ground | alive      | rat
bat                | 0.4 | air    | alive      | bat
plush:frog         | 0.35| ground | alive      | frog, toad
lizard             | 0.4 | ground | alive      | lizard, gecko, salamander, iguana
turtle             | 0.45| ground | alive ride | turtle, tortoise
crocodile          | 0.9 | ground | alive      | crocodile, alligator
snake              | 0.6 | ground | alive      | snake, serpent, python, cobra
t-rex              | 4   | ground | alive ride | t rex, tyrannosaurus, dinosaur, dino, godzilla, velociraptor
sauropod           | 5   | ground | alive ride | sauropod, brontosaurus, brachiosaurus
drawn:dragon       | 4   | ground | alive ride | dragon, wyvern, drake
phoenix-bird       | 1.6 | air    | alive ride | phoenix, firebird, phoenix bird
bird               | 0.3 | air    | alive      | bird, songbird, cardinal, robin bird, sparrow, finch
blackbird          | 0.4 | air    | alive      | crow, raven, blackbird
eagle              | 0.9 | air    | alive ride | eagle, hawk, falcon, griffin, gryphon, vulture
owl                | 0.5 | ground | alive      | owl
dove               | 0.35| air    | alive      | dove, pigeon, seagull, gull
parrot             | 0.5 | ground | alive      | parrot, macaw, cockatoo
peacock            | 1.1 | ground | alive      | peacock
flamingo           | 1.4 | ground | alive      | flamingo, crane bird, heron
swan               | 1   | water  | alive      | swan
duck               | 0.4 | water  | alive      | duck, mallard, duckling
goose              | 0.8 | ground | alive      | goose
rooster            | 0.6 | ground | alive      | rooster, cockerel, chicken, hen
turkey             | 0.8 | ground | alive      | turkey bird
baby-chick         | 0.25| ground | alive      | chick, baby chick
hatching-chick     | 0.3 | ground | alive      | hatching chick
penguin            | 0.9 | ground | alive      | penguin
dodo               | 0.8 | ground | alive      | dodo
seal               | 0.8 | ground | alive      | seal, sea lion, walrus
fish               | 0.35| water  | alive      | fish, goldfish, koi, salmon, tuna
tropical-fish      | 0.35| water  | alive      | tropical fish, angelfish, clownfish
blowfish           | 0.35| water  | alive      | blowfish, pufferfish
shark              | 1.4 | water  | alive      | shark
dolphin            | 1.3 | water  | alive ride | dolphin, porpoise
spouting-whale     | 3   | water  | alive ride | whale, spouting whale
octopus            | 0.9 | water  | alive      | octopus, kraken
squid              | 0.9 | water  | alive      | squid, cthulhu
jellyfish          | 0.6 | water  | alive      | jellyfish
crab               | 0.35| ground | alive      | crab
lobster            | 0.4 | ground | alive      | lobster
snail              | 0.25| ground | alive      | snail, slug
spider             | 0.3 | ground | alive      | spider, tarantula
scorpion           | 0.35| ground | alive      | scorpion
butterfly          | 0.22| air    | alive      | butterfly, moth
honeybee           | 0.2 | air    | alive      | bee, honeybee, bumblebee, wasp, hornet
lady-beetle        | 0.2 | ground | alive      | ladybug, ladybird, lady beetle
beetle             | 0.22| ground | alive      | beetle, scarab
ant                | 0.2 | ground | alive      | ant
cricket            | 0.22| ground | alive      | cricket insect, grasshopper
bug                | 0.22| ground | alive      | caterpillar, bug, insect
ghost              | 1.4 | air    | alive      | ghost, phantom, spirit, specter, spectre, poltergeist
alien-monster      | 1.2 | ground | alive      | monster, space invader, creature, beast, kaiju
snowman-without-snow | 1.5 | ground | alive    | snowman
teddy-bear         | 0.5 | ground | alive held | teddy bear, teddy, plushie, stuffed bear, stuffed animal
`;

/**
 * Where a hat sits and where a rider sits, in the icon's own 32 units, for icons whose head is not in the middle of
 * the top. Columns: icon | head x, y (where the brim goes) | width of the head | seat x, y.
 */
export const ANCHORS = `
cat                  | 8 6     | 9  | 18 14
black-cat            | 8 7     | 9  | 18 15
dog                  | 9 5     | 9  | 18 15
poodle               | 9 6     | 8  | 19 15
tiger                | 7 8     | 9  | 18 12
leopard              | 7 9     | 8  | 18 12
horse                | 8 6     | 6  | 17 13
zebra                | 9 7     | 6  | 17 14
donkey               | 6 8     | 6  | 17 14
deer                 | 10 8    | 7  | 18 15
cow                  | 7 8     | 8  | 18 11
ox                   | 7 6     | 8  | 19 11
water-buffalo        | 8 9     | 8  | 19 12
bison                | 9 9     | 9  | 19 7
pig                  | 8 9     | 9  | 18 9
ewe                  | 7 6     | 7  | 19 12
ram                  | 8 6     | 7  | 19 12
goat                 | 9 7     | 7  | 19 13
camel                | 5 8     | 5  | 18 9
llama                | 8 4     | 6  | 19 15
giraffe              | 8 4     | 6  | 18 16
elephant             | 11 6    | 11 | 20 6
mammoth              | 12 5    | 11 | 21 8
rhinoceros           | 7 10    | 8  | 19 10
hippopotamus         | 8 10    | 9  | 20 10
kangaroo             | 20 5    | 7  | 14 12
gorilla              | 12 4    | 9  | 20 10
orangutan            | 16 4    | 12 | 16 12
monkey               | 12 5    | 11 | 18 14
sloth                | 10 9    | 9  | 18 12
otter                | 10 7    | 9  | 18 14
beaver               | 14 4    | 11 | 18 12
badger               | 7 11    | 8  | 18 10
skunk                | 7 14    | 8  | 18 16
chipmunk             | 9 7     | 9  | 16 14
hedgehog             | 7 15    | 8  | 18 10
rabbit               | 9 8     | 9  | 18 14
mouse                | 8 12    | 9  | 18 14
rat                  | 9 10    | 9  | 18 14
bat                  | 14 14   | 6  | 16 14
lizard               | 17 3    | 6  | 16 12
turtle               | 27 15   | 5  | 15 12
crocodile            | 12 5    | 9  | 18 14
snake                | 13 3    | 8  | 18 14
t-rex                | 11 3    | 9  | 17 13
sauropod             | 10 4    | 6  | 18 14
dragon               | 13 6    | 8  | 18 15
bird                 | 10 4    | 7  | 18 12
blackbird            | 9 6     | 7  | 18 12
eagle                | 8 9     | 6  | 18 10
dove                 | 13 8    | 7  | 18 12
parrot               | 11 3    | 9  | 18 12
peacock              | 15 12   | 5  | 16 14
flamingo             | 9 6     | 6  | 18 14
swan                 | 9 4     | 7  | 19 14
duck                 | 11 3    | 9  | 19 14
goose                | 13 4    | 6  | 19 16
rooster              | 9 5     | 7  | 19 12
turkey               | 7 7     | 5  | 19 12
baby-chick           | 12 4    | 9  | 19 14
penguin              | 16 4    | 11 | 16 12
dodo                 | 11 6    | 8  | 19 14
seal                 | 9 9     | 9  | 18 15
whale                | 10 8    | 12 | 18 10
spouting-whale       | 14 13   | 14 | 18 13
dolphin              | 14 4    | 9  | 18 10
shark                | 10 9    | 10 | 18 10
octopus              | 16 4    | 13 | 16 6
lobster              | 16 12   | 6  | 16 14
snail                | 7 8     | 6  | 18 8
snowman-without-snow | 17 4    | 11 | 16 12
`;
