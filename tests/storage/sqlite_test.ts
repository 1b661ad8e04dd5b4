import { testStorage } from "./storage_contract.ts";
import { withFile } from "./with_file.ts";

testStorage("an SQLite storage", withFile);
