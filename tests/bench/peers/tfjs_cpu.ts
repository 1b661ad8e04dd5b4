/**
 * Stock TensorFlow.js on its `cpu` backend.
 *
 * @module
 */
import { serve } from "./serve.ts";
import { openModel } from "./tfjs_model.ts";

await serve((opening, batches) => openModel("cpu", opening, batches));
