/** The mirror's story over a Postgres server, where there is one. */
import { storeKinds } from '../suites/stores.js'
import { mirrorStory } from './mirror-story.js'

for (const kind of await storeKinds()) if (kind.name === 'Postgres') mirrorStory(kind)
