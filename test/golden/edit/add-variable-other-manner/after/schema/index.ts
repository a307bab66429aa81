import { defineProject, defineStack, variable as declare } from 'terraloom'
import { z as zod } from 'zod'

// The names come from the old deployment.
const app = defineStack({
    variables: {
        'region': declare(zod.string(), { description: 'AWS region', modules: ['service'] }), // one for all
        core_memory: declare(
            zod.int(),
            { description: 'Memory', modules: ['service'], drift: 'sizes differ' }
        ),
        origins: declare(zod.array(zod.string()), { description: 'Origins', modules: ['service'] }), // last
        peers: declare(zod.record(zod.string(), zod.array(zod.int())), {
            description: "Whom it knows, as in 'peers'",
            modules: ['service'],
            sensitive: true
        })
    }
})

export default defineProject({ stacks: { app }, promotion: ['staging', 'production'] })
