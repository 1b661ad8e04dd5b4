import { createMemoryStorage } from "../../lib/storage/in_memory.ts";
import { testStorage } from "./storage_contract.ts";

testStorage("a storage in memory", async (test) => {
  const storage = createMemoryStorage();
  await test(storage);
  storage.close();
});
