//! What the bytes of frames do on terminals.

mod emulator;
mod frames;
