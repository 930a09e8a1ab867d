#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| vaka_fuzz::backup(data));
