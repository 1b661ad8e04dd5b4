import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { testStorage } from "./storage_contract.ts";

testStorage("a storage in memory", (test) => {
  const storage = createMemoryStorage();
  test(storage);
  storage.close();
});
