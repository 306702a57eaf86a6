"""Holds the data of the repository against its JSON Schemas with an outside validator (python3-jsonschema).

Prints one line for every fault and exits with 1 when there is any."""
import json
import pathlib
import sys

import jsonschema

schemas = pathlib.Path(sys.argv[1])
store = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in schemas.glob("*.schema.json")}
faults = 0
checked = 0
for folder in sys.argv[2:]:
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        schema = store[path.stem + ".schema.json"]
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver(base_uri=schema.get("$id", ""), referrer=schema, store=store)
        validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
        data = json.loads(path.read_text(encoding="utf-8"))
        for error in validator.iter_errors(data):
            faults += 1
            print(f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:160]}")
        checked += 1
print(f"{checked} files, {faults} faults")
sys.exit(1 if faults or not checked else 0)
