/** All that document code needs to know of the node and layer kinds, from the registries. */
import { kindCatalogue } from './document/catalogue';
import { layers } from './layers/registry';
import { nodes } from './nodes/registry';

export const catalogue = kindCatalogue(nodes, layers);
