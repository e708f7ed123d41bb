/** Buildings, vehicles, plants and what stands about. Columns as in `creatures.ts`; `in=` names the place inside. */
export const SURROUNDINGS = `
castle              | 28  | back   | in=throne   | castle, fortress, citadel, palace, keep
japanese-castle     | 28  | back   |             | japanese castle, pagoda
drawn:tower         | 24  | back   |             | tower, wizard tower, spire, turret
drawn:lighthouse    | 22  | back   |             | lighthouse
house               | 8   | back   | in=room     | house, cottage, home, cabin
house-with-garden   | 8   | back   |             | house with garden
houses              | 9   | back   |             | houses
hut                 | 5   | back   | in=room     | hut, shack
derelict-house      | 9   | back   |             | haunted house, abandoned house, derelict house, old house, mansion, manor
drawn:skyscraper    | 60  | back   |             | skyscraper, high rise
office-building     | 25  | back   | in=office   | office building, apartment building, building
hotel               | 20  | back   |             | hotel
school              | 10  | back   |             | school building, schoolhouse
hospital            | 15  | back   |             | hospital
bank                | 12  | back   |             | bank building
factory             | 16  | back   |             | factory
church              | 16  | back   | in=church   | church, chapel, cathedral
mosque              | 18  | back   |             | mosque
synagogue           | 14  | back   |             | synagogue
hindu-temple        | 18  | back   |             | hindu temple
classical-building  | 14  | back   |             | temple, museum, parthenon, greek temple
shinto-shrine       | 8   | back   |             | shinto shrine, torii, torii gate, shrine
stadium             | 25  | back   |             | stadium
circus-tent         | 12  | back   |             | circus tent, circus
ferris-wheel        | 25  | back   |             | ferris wheel
roller-coaster      | 20  | back   |             | roller coaster
statue-of-liberty   | 40  | back   |             | statue of liberty
tokyo-tower         | 45  | back   |             | tokyo tower, eiffel tower, radio tower
drawn:windmill      | 14  | back   |             | windmill
drawn:bridge        | 9   | back   |             | bridge
moai                | 5   | back   |             | moai, statue, stone statue
fountain            | 2.6 | ground |             | fountain
tent                | 2.4 | ground | in=room     | tent
camping             | 3   | ground |             | camp
mountain            | 900 | back   |             | mountain icon
drawn:mountain      | 900 | back   |             | mountain, peak, mount, summit
drawn:volcano       | 900 | back   |             | volcano
drawn:waterfall     | 30  | back   |             | waterfall
desert-island       | 14  | back   |             | desert island, island
evergreen-tree      | 9   | back   |             | pine tree, evergreen tree, fir tree, spruce, evergreen, pine
deciduous-tree      | 8   | back   |             | tree, oak, oak tree, maple tree, willow, deciduous tree
drawn:cherry        | 8   | back   |             | cherry tree, sakura tree, cherry blossom tree, blossoming tree
drawn:apple         | 7   | back   |             | apple tree, fruit tree
palm-tree           | 8   | back   |             | palm tree, palm
christmas-tree      | 3   | ground |             | christmas tree, xmas tree
cactus              | 2   | ground |             | cactus
drawn:bush          | 1.2 | ground |             | bush, shrub, hedge
potted-plant        | 0.7 | ground |             | potted plant, houseplant, plant
sunflower           | 1.2 | ground | held        | sunflower
rose                | 0.7 | ground | held        | rose
tulip               | 0.6 | ground | held        | tulip
hibiscus            | 0.5 | ground | held        | hibiscus
blossom             | 0.5 | ground | held        | flower, daisy, blossom, wildflower, lily
hyacinth            | 0.6 | ground | held        | lavender flower, hyacinth
lotus               | 0.5 | water  | held        | lotus, water lily
bouquet             | 0.5 | ground | held        | bouquet, bunch of flowers, bouquet of flowers, flower bouquet
four-leaf-clover    | 0.3 | ground | held        | four leaf clover, clover
mushroom            | 0.5 | ground | held        | mushroom, toadstool
brown-mushroom      | 0.5 | ground | held        | brown mushroom
seedling            | 0.3 | ground | held        | seedling, sprout
maple-leaf          | 0.3 | ground | held        | maple leaf
rock                | 1   | ground | seat        | rock, boulder, stone
wood                | 0.8 | ground | seat        | log, tree stump, stump
drawn:crystal       | 0.8 | ground | held        | crystal, magic crystal
drawn:campfire      | 0.9 | ground |             | campfire, bonfire, fire pit
fire                | 0.8 | ground |             | fire, flame
coral               | 0.8 | ground |             | coral
spiral-shell        | 0.3 | ground | held        | shell, seashell
automobile          | 1.6 | ground | boat        | car, automobile
sport-utility-vehicle | 1.9 | ground | boat      | jeep, suv
racing-car          | 1.1 | ground | boat        | race car, racing car, sports car, formula one car
taxi                | 1.6 | ground |             | taxi, cab
police-car          | 1.6 | ground |             | police car
bus                 | 3   | ground |             | bus, school bus
minibus             | 2.3 | ground |             | van, minibus, camper van
pickup-truck        | 1.9 | ground |             | pickup, pickup truck
delivery-truck      | 3   | ground |             | truck, lorry
fire-engine         | 3   | ground |             | fire engine, fire truck
ambulance           | 2.5 | ground |             | ambulance
tractor             | 2.5 | ground |             | tractor
locomotive          | 4   | ground |             | steam train, locomotive, train
bullet-train        | 4   | ground |             | bullet train, high speed train
tram-car            | 3.4 | ground |             | tram, streetcar
bicycle             | 1.1 | ground | ride        | bicycle, bike
motorcycle          | 1.2 | ground | ride        | motorcycle, motorbike
motor-scooter       | 1.2 | ground | ride        | scooter, moped, vespa
skateboard          | 0.4 | ground |             | skateboard
sailboat            | 9   | water  | boat        | sailboat, sailing boat, boat, sailing ship, yacht
drawn:pirate-ship   | 16  | water  | boat        | pirate ship, galleon, tall ship
ship                | 18  | water  |             | ship, ocean liner, cruise ship
canoe               | 1.2 | water  | boat        | canoe, kayak, rowing boat, rowboat, gondola
speedboat           | 2   | water  | boat        | speedboat, motorboat
airplane            | 6   | air    |             | plane, airplane, aeroplane, jet, aircraft
small-airplane      | 4   | air    |             | small plane, biplane, propeller plane
helicopter          | 4   | air    |             | helicopter
rocket              | 12  | air    |             | rocket, rocket ship, space rocket
drawn:starship      | 8   | air    | in=spaceship | spaceship, starship, spacecraft, space ship, star ship
flying-saucer       | 5   | air    |             | ufo, flying saucer, alien ship
satellite           | 4   | air    |             | satellite
drawn:hot-air-balloon | 12 | air   |             | hot air balloon
drawn:airship       | 14  | air    |             | airship, zeppelin, blimp
balloon             | 0.9 | air    | held        | balloon
kite                | 1   | air    |             | kite
parachute           | 4   | air    |             | parachute, parachutist
ringed-planet       | 30  | sky    |             | planet, saturn, ringed planet
globe-showing-americas | 30 | sky   |             | earth, globe, planet earth
comet               | 20  | sky    |             | comet, meteor, asteroid, meteorite
star                | 8   | sky    | held        | star
drawn:cloud         | 20  | sky    |             | cloud
`;
