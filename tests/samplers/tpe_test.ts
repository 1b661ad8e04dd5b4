import { tpeSampler } from "../../lib/samplers/tpe.ts";
import { testSampler } from "./sampler_contract.ts";

testSampler("tpeSampler()", tpeSampler);
testSampler("tpeSampler() without startup", () => tpeSampler({ startupTrials: 0 }));
