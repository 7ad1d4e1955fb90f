/** Why a seed was not applied; a file of its own, so that nobody loads the schema to know it. */

/** The seed says something that cannot be. Its message is for whoever wrote the seed. */
export class SeedError extends Error {}

export function unknownAccount(id: string): SeedError {
  return new SeedError(`The seed names account ${id}, which is neither in it nor in the data.`)
}

export function unknownApplication(clientId: string): SeedError {
  return new SeedError(
    `The seed connects application ${clientId}, which is neither in it nor in the data.`,
  )
}

export function unknownStory(story: string): SeedError {
  return new SeedError(`There is no story '${story}'.`)
}

export function badPicture(use: string, fault: string): SeedError {
  return new SeedError(`The seed's ${use} can't be used. ${fault}`)
}
