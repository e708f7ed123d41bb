/** Things people make, hold, eat and drink. Columns as in `creatures.ts`. */
export const OBJECTS = `
hot-beverage        | 0.28 | ground | held  | coffee, cup of coffee, coffee cup, cappuccino, espresso, latte, cup, mug, hot chocolate, cocoa, hot beverage
teacup-without-handle | 0.28 | ground | held | tea, cup of tea, teacup, green tea
teapot              | 0.3 | ground | held  | teapot, kettle
beer-mug            | 0.3 | ground | held  | beer, ale, mug of ale, mug of beer, pint, tankard, mead, mug of mead
wine-glass          | 0.3 | ground | held  | wine, glass of wine, wine glass, goblet, chalice, red wine
cocktail-glass      | 0.3 | ground | held  | cocktail, martini
tropical-drink      | 0.3 | ground | held  | tropical drink, juice, lemonade, smoothie, orange juice
bottle-with-popping-cork | 0.4 | ground | held | champagne, bottle, bottle of wine, wine bottle
cup-with-straw      | 0.3 | ground | held  | soda, soft drink, milkshake, cola
bubble-tea          | 0.3 | ground | held  | bubble tea, boba
glass-of-milk       | 0.3 | ground | held  | milk, glass of milk, glass of water
red-apple           | 0.25| ground | held  | apple
green-apple         | 0.25| ground | held  | green apple
banana              | 0.28| ground | held  | banana
tangerine           | 0.25| ground | held  | tangerine, orange fruit, mandarin
lemon               | 0.25| ground | held  | lemon
cherries            | 0.25| ground | held  | cherry fruit, cherries
strawberry          | 0.25| ground | held  | strawberry
watermelon          | 0.3 | ground | held  | watermelon
grapes              | 0.28| ground | held  | grapes, grape
pineapple           | 0.35| ground | held  | pineapple
carrot              | 0.3 | ground | held  | carrot
ear-of-corn         | 0.3 | ground | held  | corn, maize
jack-o-lantern      | 0.5 | ground | held  | pumpkin, jack o lantern
bread               | 0.28| ground | held  | bread, loaf, toast, loaf of bread
baguette-bread      | 0.35| ground | held  | baguette
croissant           | 0.26| ground | held  | croissant
cheese-wedge        | 0.26| ground | held  | cheese
hamburger           | 0.28| ground | held  | burger, hamburger, cheeseburger
pizza               | 0.28| ground | held  | pizza, slice of pizza, pizza slice
hot-dog             | 0.28| ground | held  | hot dog, hotdog
taco                | 0.28| ground | held  | taco
sandwich            | 0.28| ground | held  | sandwich
french-fries        | 0.28| ground | held  | french fries, fries, chips
steaming-bowl       | 0.3 | ground | held  | ramen, noodles, bowl of noodles, noodle soup, ramen bowl, bowl of ramen
pot-of-food         | 0.35| ground | held  | soup, stew, pot, cauldron, bowl of soup
spaghetti           | 0.3 | ground | held  | pasta, spaghetti
sushi               | 0.26| ground | held  | sushi
rice-ball           | 0.26| ground | held  | rice ball, onigiri
green-salad         | 0.28| ground | held  | salad
pancakes            | 0.28| ground | held  | pancake, pancakes
doughnut            | 0.26| ground | held  | donut, doughnut
cookie              | 0.24| ground | held  | cookie, biscuit
birthday-cake       | 0.4 | ground | held  | cake, birthday cake, chocolate cake, wedding cake
shortcake           | 0.3 | ground | held  | slice of cake, piece of cake
cupcake             | 0.26| ground | held  | cupcake, muffin
pie                 | 0.28| ground | held  | pie
soft-ice-cream      | 0.3 | ground | held  | ice cream, ice cream cone
lollipop            | 0.3 | ground | held  | lollipop, candy, sweets
popcorn             | 0.3 | ground | held  | popcorn
meat-on-bone        | 0.32| ground | held  | meat, meat on bone, roast
bone                | 0.28| ground | held  | bone
egg                 | 0.24| ground | held  | egg
drawn:sword         | 1   | ground | held  | sword, longsword, katana, blade, greatsword, saber, sabre, rapier
drawn:lightsaber    | 1   | ground | held  | lightsaber, laser sword, energy sword
dagger              | 0.4 | ground | held  | dagger, knife
kitchen-knife       | 0.4 | ground | held  | kitchen knife
axe                 | 0.9 | ground | held  | axe, battle axe, battleaxe, hatchet
hammer              | 0.9 | ground | held  | hammer, warhammer, war hammer, mace
pick                | 0.8 | ground | held  | pickaxe, pick
bow-and-arrow       | 1   | ground | held  | bow and arrow, longbow, crossbow, archery bow, arrow
shield              | 0.8 | ground | held  | shield
drawn:trident       | 1.7 | ground | held  | trident
drawn:spear         | 1.7 | ground | held  | spear, lance, halberd, pike
drawn:staff         | 1.6 | ground | held  | staff, magic staff, wizard staff, scepter, sceptre
magic-wand          | 0.5 | ground | held  | wand, magic wand
drawn:gun           | 0.4 | ground | held  | gun, pistol, revolver, rifle, blaster
bomb                | 0.5 | ground | held  | bomb
drawn:torch         | 0.7 | ground | held  | torch
drawn:lantern       | 0.5 | ground | held  | lantern, lamp, oil lamp
red-paper-lantern   | 0.5 | air    | held  | paper lantern, red lantern, chinese lantern
candle              | 0.35| ground | held  | candle
flashlight          | 0.3 | ground | held  | flashlight
light-bulb          | 0.3 | ground | held  | light bulb, lightbulb
open-book           | 0.35| ground | held  | book, open book, spellbook, grimoire, novel, tome, spell book, comic book
books               | 0.4 | ground | held  | books, stack of books, pile of books
scroll              | 0.35| ground | held  | scroll, parchment
newspaper           | 0.35| ground | held  | newspaper
envelope            | 0.3 | ground | held  | letter, envelope
world-map           | 0.35| ground | held  | map, treasure map
key                 | 0.3 | ground | held  | key
old-key             | 0.3 | ground | held  | old key
crystal-ball        | 0.4 | ground | held  | crystal ball, orb, glowing orb, magic orb
drawn:potion        | 0.32| ground | held  | potion, potion bottle, vial, elixir, flask
skull               | 0.3 | ground | held  | skull
gem-stone           | 0.3 | ground | held  | gem, diamond, jewel, gemstone, ruby, sapphire, emerald
coin                | 0.26| ground | held  | coin, gold coin
money-bag           | 0.4 | ground | held  | money bag, bag of gold, money
drawn:chest         | 0.7 | ground |       | treasure chest, chest of gold, treasure
ring                | 0.2 | ground | held  | ring
trophy              | 0.4 | ground | held  | trophy, golden cup
wrapped-gift        | 0.4 | ground | held  | gift, present, wrapped gift
guitar              | 0.9 | ground | held  | guitar, electric guitar, lute, bass guitar
violin              | 0.6 | ground | held  | violin, fiddle, cello
trumpet             | 0.5 | ground | held  | trumpet
saxophone           | 0.6 | ground | held  | saxophone
flute               | 0.5 | ground | held  | flute
accordion           | 0.5 | ground | held  | accordion
drum                | 0.6 | ground |       | drum, drums
musical-keyboard    | 0.9 | ground |       | piano, grand piano, musical keyboard
microphone          | 0.3 | ground | held  | microphone, mic
camera              | 0.3 | ground | held  | camera
mobile-phone        | 0.3 | ground | held  | phone, smartphone, mobile phone, cell phone, cellphone
laptop              | 0.4 | ground | held  | laptop, notebook computer
desktop-computer    | 0.7 | ground |       | computer, desktop computer, monitor, screen
television          | 0.7 | ground |       | television, tv
video-game          | 0.26| ground | held  | game controller, gamepad, controller
telescope           | 1.2 | ground |       | telescope
microscope          | 0.5 | ground |       | microscope
magnifying-glass-tilted-left | 0.3 | ground | held | magnifying glass
umbrella            | 0.9 | ground | held  | umbrella, parasol
drawn:fan           | 0.3 | ground | held  | hand fan
broom               | 1.2 | ground | held ride | broom, broomstick
fishing-pole        | 1.2 | ground | held  | fishing rod, fishing pole
paintbrush          | 0.35| ground | held  | paintbrush, brush
artist-palette      | 0.35| ground | held  | palette, paint palette
pencil              | 0.3 | ground | held  | pencil, pen, quill
soccer-ball         | 0.3 | ground | held  | ball, soccer ball, football
basketball          | 0.3 | ground | held  | basketball
baseball            | 0.25| ground | held  | baseball
tennis              | 0.5 | ground | held  | tennis racket, tennis
backpack            | 0.6 | ground | held  | backpack
handbag             | 0.4 | ground | held  | handbag, bag, purse
basket              | 0.5 | ground | held  | basket, picnic basket
bucket              | 0.4 | ground | held  | bucket
package             | 0.5 | ground | held  | box, package, crate, parcel
drawn:barrel        | 1   | ground | seat  | barrel, keg
luggage             | 0.7 | ground |       | suitcase, luggage
drawn:table         | 0.2 | ground | table | table, desk, wooden table
chair               | 1   | ground | seat  | chair, stool, armchair
drawn:throne        | 2   | ground | seat  | throne
drawn:bench         | 0.9 | ground | seat  | bench
couch-and-lamp      | 1.3 | ground | seat  | couch, sofa
bed                 | 1   | ground | seat  | bed
bathtub             | 1   | ground | boat  | bathtub, bath
door                | 2.1 | ground |       | door, gate, doorway
mirror              | 1.2 | ground |       | mirror
framed-picture      | 0.9 | ground |       | framed picture, framed painting
alarm-clock         | 0.4 | ground |       | clock, alarm clock
hourglass-done      | 0.4 | ground | held  | hourglass
balance-scale       | 0.6 | ground |       | scales
anchor              | 1   | ground |       | anchor
headstone           | 1.1 | ground |       | tombstone, gravestone, headstone, grave
coffin              | 1.4 | ground |       | coffin, casket
spider-web          | 0.6 | air    |       | spider web, cobweb
nest-with-eggs      | 0.5 | ground |       | nest
stop-sign           | 2   | ground |       | stop sign
fuel-pump           | 1.6 | ground |       | gas pump
crossed-swords      | 0.9 | ground |       | crossed swords
mirror-ball         | 0.6 | air    |       | disco ball, mirror ball
`;
