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
        origins: declare(zod.array(zod.string()), { description: 'Origins', modules: ['service'] }) // last
    }
})

export default defineProject({ stacks: { app }, promotion: ['staging', 'production'] })
