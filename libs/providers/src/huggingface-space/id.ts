/** As chains in `config/models.json` call it. */
export const ID = 'huggingface-space';
