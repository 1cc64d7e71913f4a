#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh install|uninstall BIN TOOL...: called by the makefile, which sets BINDIR, MANDIR, SHAREDIR, DATADIR, DOCDIR, INSTALL.
set -eu
what=$1 bin=$2
shift 2

# One line a file: mode, source, target. The one list serves both directions.
files() {
    for tool in "$@"; do
        echo "755 $bin/$tool $BINDIR/$tool"
        echo "644 man/$tool.1 $MANDIR/man1/$tool.1"
        echo "644 src/completions/regulars.bash $SHAREDIR/bash-completion/completions/$tool"
        echo "644 src/completions/regulars.fish $SHAREDIR/fish/vendor_completions.d/$tool.fish"
    done
    echo "644 man/regulars.7 $MANDIR/man7/regulars.7"
    echo "644 src/completions/_regulars $SHAREDIR/zsh/site-functions/_regulars"
    echo "755 src/completions/words $DATADIR/completions/words"
    for pack in src/rules/packs/*.csv; do
        echo "644 $pack $DATADIR/rules/${pack##*/}"
    done
    find samples -type f | LC_ALL=C sort | while read -r sample; do
        mode=644
        test ! -x "$sample" || mode=755
        echo "$mode $sample $DOCDIR/$sample"
    done
    echo "644 README.md $DOCDIR/README.md"
    echo "644 LICENSE $DOCDIR/LICENSE"
}

files "$@" | while read -r mode source target; do
    case $what in
    install)
        test -e "$source" || continue
        mkdir -p "${target%/*}"
        $INSTALL -m "$mode" "$source" "$target"
        ;;
    uninstall)
        rm -f "$target"
        ;;
    esac
done

# Folders that hold nothing but ours go too; shared ones stay unless they are empty.
if [ "$what" = uninstall ]; then
    for folder in "$DOCDIR" "$DATADIR"; do
        test ! -d "$folder" || find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
fi
