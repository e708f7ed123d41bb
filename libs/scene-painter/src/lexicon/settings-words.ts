/** Columns: place | words. A word with `~` gives way to any other place. */
export const PLACE_WORDS = `
meadow     | meadow, field, grass, grassland, prairie, hill, hills, hillside, countryside, plain, plains, valley, pasture, clearing, outdoors~, outside~, nature~, landscape~, flower field, field of flowers, savanna, savannah, lawn, road~, path~, trail~, battlefield, camp site, vineyard, steppe
forest     | forest, wood trail, woods, woodland, enchanted forest, grove, treeline, bamboo forest, pine forest, deep forest, dark forest, taiga, redwoods
jungle     | jungle, rainforest, tropical forest, tropics
beach      | beach, shore, seaside, coast, sand beach, tropical beach, seashore, tropical island, sandy beach, shoreline, coastline, oceanside
sea        | sea, ocean, open sea, high seas, waves, stormy sea, bay, harbor, harbour, seas
underwater | underwater, under the sea, under water, coral reef, ocean floor, seabed, deep sea, reef, bottom of the sea, aquarium
desert     | desert, dunes, sand dunes, sahara, canyon, wasteland, oasis, wild west, post apocalyptic wasteland, badlands
mountains  | mountain range, mountains, cliff~, cliffs~, alps, mountain peaks, mountaintop, mountain top, mountain landscape, summit view, ravine, himalayas, highlands
snow       | snowy landscape, snowfield, tundra, arctic, antarctica, north pole, snowy field, frozen lake, ice, winter wonderland, glacier, winter landscape, ski slope, snowy forest, snowy mountain pass
city       | city, cityscape, skyline, downtown, metropolis, cyberpunk city, futuristic city, city skyline, urban, tokyo, new york, new york city, paris, london, rooftop, rooftops, balcony~, berlin, chicago, los angeles, manhattan
street     | street, city street, alley, alleyway, sidewalk, crosswalk, highway, avenue, market, marketplace, plaza, town square, back alley, market stall, bazaar, train station, bus stop, crossroads
village    | village, town, hamlet, medieval town, medieval village, old town, fishing village, settlement, suburb, neighborhood, camp
lake       | lake, pond, lakeside, lagoon, fjord, lake shore
river      | river, stream, creek, riverside, brook, river bank, riverbank, canal, venice
garden     | garden, flower garden, rose garden, backyard, courtyard, japanese garden, greenhouse, zen garden, orchard
farm       | farm, barn, barnyard, farmland, wheat field, cornfield, ranch, farmyard, rice field
park       | park, playground, central park, picnic, amusement park, festival, fair, carnival, funfair
cave       | cave, cavern, grotto, mine, underground, crystal cave, den, tunnel, lair
swamp      | swamp, marsh, bog, wetland, bayou
graveyard  | graveyard, cemetery, crypt, graves, halloween~
volcano    | hell, lava, inferno, lava field, volcanic landscape, mordor, underworld, magma, lake of fire
ruins      | ruins, ancient ruins, ancient temple, ruined temple, ruined city, abandoned temple, stonehenge, colosseum, arena
space      | space, outer space, galaxy, cosmos, nebula, universe, milky way, deep space, orbit, stars and planets, asteroid belt
moon       | moon surface, surface of the moon, on the moon, mars, lunar surface, alien planet, planet surface, red planet, alien world
sky        | in the sky, above the clouds, sky, cloudscape, clouds and sky, floating island, floating islands, heaven, sky island, among the clouds, the clouds, in the air, into the sky
tavern     | tavern, inn, pub, bar, alehouse, saloon, medieval tavern, fantasy tavern, beer hall, cellar, nightclub
throne     | throne room, great hall, castle hall, ballroom, palace hall, inside a castle, castle interior, royal court, grand hall, feast hall, banquet hall, hall, castle room
library    | library, bookstore, bookshop, archive, study room, study, reading room
bedroom    | bedroom, bed chamber, dorm room, hotel room, on the bed, in bed, on bed, dormitory, chamber, bedchamber
kitchen    | kitchen, bakery, dining room, dining table, diner kitchen
cafe       | cafe, coffee shop, coffeehouse, restaurant, diner, tea house, coffee house, bistro, teahouse, cafeteria
classroom  | classroom, school room, lecture hall, school, university, academy, school classroom
office     | office, workplace, cubicle, conference room, meeting room, police station, workspace
laboratory | laboratory, lab, workshop, alchemy lab, hospital room, forge, smithy, garage, factory floor, science lab, alchemist shop
dungeon    | dungeon, prison, prison cell, jail, torture chamber, catacombs, sewer, cell, tomb
church     | church interior, inside a church, cathedral interior, chapel interior, monastery, altar
spaceship  | spaceship interior, space station, cockpit, bridge of a spaceship, inside a spaceship, spaceship bridge, control room
room       | room, living room, indoors~, interior~, indoor~, house interior, apartment, hallway, corridor, attic, bathroom, by the window, fireplace, cozy room, couch room, wooden cabin interior, home interior, gym, museum hall
stage      | stage, concert, concert stage, theater, theatre, opera, spotlight, disco, dance floor, concert hall, circus ring, dancefloor
shop       | shop, store, supermarket, magic shop, potion shop, toy store, flower shop
studio     | simple background, white background, plain background, grey background, gray background, studio, black background, gradient background, blank background, studio lighting~, transparent background
`;

/** Columns: what it sets | words. */
export const ATMOSPHERE_WORDS = `
time=dawn        | dawn, sunrise, early morning, daybreak, first light, morning mist
time=day         | day, daytime, noon, midday, sunny, sunshine, morning, afternoon, daylight, sunny day, bright day, blue sky, sunlight, summer, summer day
time=sunset      | sunset, golden hour, evening sun, setting sun, late afternoon, sundown, orange sky
time=dusk        | dusk, twilight, evening, nightfall, blue hour, purple sky
time=night       | night, nighttime, midnight, night sky, dark night, at night, nights, late night, night time, moonlit night, moonlight, moonlit, dark sky, halloween night
weather=rain     | rain, raining, rainy, drizzle, rain soaked, downpour, rainy day, wet street
weather=snow     | snow, snowy, winter, snow covered, icy, frozen, frosty, snow capped, snowcapped
weather=snowfall | snowing, snowfall, blizzard, snowflakes, snowstorm, falling snow, snow falling, snowflake
weather=fog      | fog, foggy, mist, misty, haze, hazy, smoke, smoky, eerie, spooky
weather=storm    | storm, stormy, thunderstorm, lightning, thunder, lightning storm, tempest, hurricane
weather=clouds   | cloudy, clouds, overcast, cloudy sky, grey sky, fluffy clouds
weather=clear    | clear sky, cloudless
weather=stars    | stars, starry, starry sky, starry night, starlight, starlit, stars in the sky, shooting stars, shooting star
weather=fullmoon | moon, full moon, moon in the sky, blood moon, big moon
weather=crescent | crescent moon, crescent, half moon
weather=sun      | sun, bright sun
weather=rainbow  | rainbow
weather=aurora   | aurora, northern lights, aurora borealis
weather=petals   | petals, falling petals, sakura, cherry blossoms, cherry blossom, sakura petals, blossoms, spring, springtime, hanami
weather=leaves   | autumn, falling leaves, autumn leaves, fall leaves, autumnal, fall colors, in autumn, leaves falling
weather=fireflies | fireflies, firefly, fairy lights, magical lights, glowing particles, glowing lights
weather=embers   | embers, sparks, ashes, burning, on fire, flames everywhere
weather=fireworks | fireworks, firework
light=candles    | candle lit, candlelit, candlelight, candle light, by candlelight, candles, firelight, torchlight, torch lit, warm light, warm lighting, lantern light, dim light, dimly lit, dim lighting, dim candlelight, lamplight
light=neon       | neon lights, neon light, neon lit, neon signs, neon sign
style=anime      | anime, manga, anime style, ghibli, studio ghibli, anime screencap, anime coloring, chibi, visual novel, kawaii, cel shaded, cel shading, anime key visual
style=watercolor | watercolor, watercolour, watercolor painting, aquarelle, gouache, watercolors, ink wash, watercolor style
style=oil        | oil painting, oil on canvas, impressionist, impressionism, van gogh, monet, rembrandt, oil paint, painterly, acrylic painting, renaissance, baroque, classical painting, in the style of van gogh
style=pixel      | pixel art, pixelart, 8 bit, 16 bit, pixelated, pixels, retro game, voxel, 8bit, 16bit, pixel style
style=noir       | noir, film noir, black and white, monochrome, greyscale, grayscale, b w, black white, bw
style=sketch     | sketch, pencil sketch, pencil drawing, line art, lineart, charcoal, ink drawing, doodle, hand drawn, drawing, pencil, sketchy, graphite, engraving, coloring book
style=comic      | comic, comic book style, comic style, comics, graphic novel, pop art, cartoon, cartoon style, marvel style, halftone
style=neon       | cyberpunk, synthwave, vaporwave, neon, neon style, outrun, tron, retrowave, blade runner, cyberpunk style
style=vintage    | vintage, sepia, old photo, retro, polaroid, vintage photo, daguerreotype, 1920s, 1950s, 70s, old photograph, antique
style=cinematic  | cinematic, photorealistic, realistic, photo, photograph, hyperrealistic, film still, movie still, dramatic lighting, raw photo, photography, cinematic lighting, photo realistic, 35mm, dslr, dramatic, epic, unreal engine, octane render, bokeh, depth of field, 3d render
style=pastel     | pastel, soft colors, dreamy, pastel colors, soft pastel, fairytale, fairy tale, storybook, children book illustration, childrens book, cute style
style=poster     | poster, flat design, vector art, minimalist, travel poster, art deco, screen print, ukiyo e, woodblock print, stained glass, flat colors, low poly, art nouveau
shot=face        | close up, closeup, close up portrait, face focus, headshot, extreme close up, face close up, close shot, face
shot=bust        | portrait, upper body, bust, cowboy shot, medium shot, half body, waist up, selfie, looking at viewer, character portrait, profile picture, avatar
shot=full        | full body, full body shot, full length, whole body, standing full body
shot=wide        | wide shot, wide angle, panorama, panoramic, establishing shot, scenery, from afar, distant view, aerial view, landscape view, vista, long shot
`;
