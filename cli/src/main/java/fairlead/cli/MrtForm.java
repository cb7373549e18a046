package fairlead.cli;

import fairlead.bgp.mrt.MrtRow;

/** How a row is printed. */
interface MrtForm {

    /** Its line, without the line feed; empty if this form leaves such a row out. */
    String line(MrtRow row);
}
