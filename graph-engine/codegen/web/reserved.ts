/** What a node and a value of an exported module cannot be called: words of the language, and what the module itself calls by name. */
import { functions } from './runtime/tensor';
import { kernelsText } from './runtime/kernels';
import { eachText, each, exactText } from './runtime/each';
import { inputText, loadingText } from './runtime/loading';

const words = `abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval
  export extends false finally for from function get global globalThis if implements import in infer infinity instanceof interface is let module
  namespace nan never new null object of package private process protected prototype public require return self set static string super
  switch symbol this throw true try type typeof undefined using var void while with yield
  array arraybuffer bigint biguint64array dataview error fetch float32array float64array int32array json map math number promise rangeerror response string textdecoder typeerror uint8array url webassembly
  w weights
  hasownproperty isprototypeof propertyisenumerable tolocalestring tostring valueof`;

const texts = [kernelsText, eachText(Object.keys(each), true), exactText, loadingText, inputText(true), inputText(false), ...Object.values(functions).map((text) => text(true)), 'class Tensor {'];
/** Names that stand at the first level of the module. */
const own = texts.flatMap((text) => [...text.matchAll(/^(?:async )?(?:function|class|const|let) (\[[^\]]*\]|\w+)/gm)].flatMap(([, names]) => names!.match(/\w+/g)!));

/** What no value can be called. */
export const unspeakable: ReadonlySet<string> = new Set([...words.split(/\s+/), ...own]);
/** What no function of a node is called: what the module gives, and what values are called after their ports. */
export const reserved: ReadonlySet<string> = new Set([...unspeakable, ...'encode decode reconstruct score load errors rows missing restore compare weightsFrom columns x data mask label code indices features logits output reconstruction restored mean logVariance probabilities'.split(' ')]);
