//! An ssh server with keys of its own.

use super::{Server, free_port, program};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// sshd as Debian has it, for whoever runs the tests.
pub(crate) fn sshd() -> Server {
    let (folder, port) = (TempDir::new().unwrap(), free_port());
    let at = folder.path().to_owned();
    for key in ["host_key", "user_key", "other_key"] {
        let mut keygen = Command::new(program("ssh-keygen"));
        assert!(keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at.join(key)).status().unwrap().success());
    }
    fs::copy(at.join("user_key.pub"), at.join("authorized_keys")).unwrap();
    fs::create_dir(at.join("www")).unwrap();
    // When it is started by root it wants this folder of its own.
    fs::create_dir_all("/run/sshd").unwrap_or_default();
    let shown = at.display();
    let conf = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {shown}/host_key\nPidFile {shown}/pid\nAuthorizedKeysFile {shown}/authorized_keys\n\
         StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\nMaxStartups 100\n\
         Subsystem sftp internal-sftp\n"
    );
    fs::write(at.join("sshd_config"), conf).unwrap();
    let mut command = Command::new(program("sshd"));
    command.args(["-D", "-e", "-f"]).arg(at.join("sshd_config"));
    Server::start(command, port, folder)
}

impl Server {
    /// The folder that is deployed to.
    pub(crate) fn www(&self) -> PathBuf {
        self.folder.path().join("www")
    }

    /// ssh's settings for whoever logs in with a key; the host's own key is known.
    pub(crate) fn ssh_config(&self, key: &str) -> PathBuf {
        let at = self.folder.path().display();
        let host_key = fs::read_to_string(self.folder.path().join("host_key.pub")).unwrap();
        fs::write(self.folder.path().join("known_hosts"), format!("[127.0.0.1]:{} {host_key}", self.port)).unwrap();
        let path = self.folder.path().join(format!("ssh_config_{key}"));
        let conf = format!(
            "IdentityFile {at}/{key}\nIdentitiesOnly yes\nIdentityAgent none\nUserKnownHostsFile {at}/known_hosts\nStrictHostKeyChecking yes\n"
        );
        fs::write(&path, conf).unwrap();
        path
    }
}
